"""What people see, one package per audience: pages that compose several contexts; no table, no rule."""
