"""The policy updates and their index page, in Spanish."""

from .. import updates as english
from ..parts import translated
from . import updates_early, updates_late

INDEX = translated(
    english.INDEX,
    slug="novedades",
    title="Novedades",
    lead=(
        "Lo que deciden sobre la migración la ONU y otros organismos intergubernamentales, y lo que "
        "significa para las personas migrantes. Cada novedad nombra su fuente."
    ),
    search_description=(
        "Novedades con fecha y fuente: Convención sobre los Trabajadores Migratorios, Pacto Mundial, "
        "FMMD, Consejo de Derechos Humanos, OIT y otros organismos."
    ),
)

PAGES = [INDEX, *updates_early.PAGES, *updates_late.PAGES]
