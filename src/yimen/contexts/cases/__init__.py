"""Applications and cases under the law of motion, their papers, review and decision."""
