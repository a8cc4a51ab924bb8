"""Where a person's data lives: the folder, and the address of the database."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from viva.core import BadInput

DATABASE_NAME = "viva.db"


class Place(msgspec.Struct, frozen=True):
    """The data folder, and the database's URL (SQLAlchemy's form).

    `file` is the database's file, None where the database is a server.
    """

    folder: Path
    url: str
    file: Path | None = None

    @property
    def answers(self) -> Path:
        """The folder of the answers that are written in an editor."""
        return self.folder / "answers"


def place_in(folder: Path) -> Place:
    """The SQLite store in `folder`."""
    file = folder / DATABASE_NAME
    return Place(folder, f"sqlite:///{file}", file)


def find_place(environ: Mapping[str, str] | None = None) -> Place:
    """The place that the environment asks for, else the platform's folder for user data.

    `VIVA_DATA` names another folder, `VIVA_DATABASE_URL` another database.
    """
    environ = os.environ if environ is None else environ
    given = environ.get("VIVA_DATA", "")
    if given:
        folder = Path(given).expanduser().absolute()
    else:
        import platformdirs

        folder = platformdirs.user_data_path("viva", appauthor=False)
    url = environ.get("VIVA_DATABASE_URL", "")
    if not url:
        return place_in(folder)
    if url.startswith("sqlite:///") and url != "sqlite:///":
        file = Path(url.removeprefix("sqlite:///")).absolute()
        return Place(folder, f"sqlite:///{file}", file)
    if not url.startswith("postgresql"):
        raise BadInput(
            "The address of the database is not one that viva can open.",
            where="VIVA_DATABASE_URL",
            mend="Give sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.",
            zh="VIVA_DATABASE_URL：viva 打不开这样的数据库地址。"
            "请写成 sqlite:///文件 或 postgresql+psycopg://用户@主机/库名。",
        )
    return Place(folder, url, None)


def make_folder(folder: Path) -> None:
    """Makes `folder`, readable by its owner only, where it is not there yet."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"The data folder {folder} cannot be made ({error.strerror}).",
            mend="Set VIVA_DATA to a folder that you may write to.",
            zh=f"无法建立数据文件夹 {folder}（{error.strerror}）。"
            "请把 VIVA_DATA 设为可写的文件夹。",
        ) from error
