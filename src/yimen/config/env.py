"""What the environment says, typed and checked once at start."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Environment(BaseSettings):
    """Every variable the program honours (prefix ``YIMEN_``)."""

    model_config = SettingsConfigDict(env_prefix="YIMEN_", extra="ignore")

    data_dir: Path = Field(default=ROOT / "var", description="database, files, keys, anchors, logs")
    database_url: str = Field(default="", description="empty: SQLite in the data directory")
    debug: bool = False
    demo: bool = Field(default=True, description="demo accounts, demo villages, sandbox adapters")
    hosts: str = Field(default="localhost,127.0.0.1,[::1],testserver", description="comma separated")
    public_url: str = Field(default="", description="address printed into QR codes")
    secure: bool = Field(default=False, description="behind HTTPS: secure cookies and HSTS")
    smtp_url: str = Field(default="", description="smtp://user:password@host:port; empty: sandbox")
    sms_url: str = Field(default="", description="gateway address; empty: sandbox")
    log_level: str = "INFO"
