"""Menus, topics and what the site says about itself, in Spanish."""

MENUS = {
    "main": [
        ("Iniciativas", "page:initiatives"),
        ("Redes", "page:networks"),
        ("Novedades", "page:updates"),
        ("Recursos", "page:resources"),
        ("Día del Migrante", "page:migrants-day"),
        ("Tratado", "page:who-has-joined"),
        ("Buscar", "/search/"),
    ],
    "explore": [
        ("Iniciativas", "page:initiatives"),
        ("Redes", "page:networks"),
        ("Novedades", "page:updates"),
        ("Recursos", "page:resources"),
        ("¿Qué Estados son parte?", "page:who-has-joined"),
        ("Día Internacional del Migrante", "page:migrants-day"),
        ("Sobre este trabajo", "page:about"),
    ],
    "take_part": [
        ("Firmar el llamado", "page:calls/migrant-workers-convention"),
        ("Escribir al Senado", "/calls/migrant-workers-convention/letter/"),
        ("Hoja de firmas en papel", "page:resources/sign-on-sheet"),
        ("Cartel", "page:resources/poster"),
        ("Contacto", "page:contact"),
        ("Sitio principal de la NNIRR", "https://nnirr.org/"),
    ],
    "legal": [
        ("Privacidad", "page:privacy"),
        ("Accesibilidad", "page:accessibility"),
        ("Contacto", "page:contact"),
    ],
}
"""Slot → links, each (text, target): ``page:key`` or an address."""

TOPICS = {
    "un-human-rights-council": (
        "Consejo de Derechos Humanos",
        "Consejo de Derechos Humanos de las Naciones Unidas",
    ),
    "gfmd": ("FMMD", "Foro Mundial sobre Migración y Desarrollo"),
    "ilo": ("OIT", "Organización Internacional del Trabajo"),
    "wto": ("OMC", "Organización Mundial del Comercio"),
    "iom": ("OIM", "Organización Internacional para las Migraciones"),
    "ohchr": (
        "ACNUDH",
        "Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos",
    ),
    "committee-on-migrant-workers": (
        "Comité de Trabajadores Migratorios",
        "Comité de Protección de los Derechos de Todos los Trabajadores Migratorios y de Sus "
        "Familiares",
    ),
    "un-general-assembly": ("Asamblea General de la ONU", ""),
    "global-compact": (
        "Pacto Mundial",
        "Pacto Mundial para la Migración Segura, Ordenada y Regular",
    ),
    "micic": ("MICIC", "Iniciativa Migrantes en Países en Crisis"),
    "peoples-global-action": (
        "Acción Global de los Pueblos",
        "Acción Global de los Pueblos sobre Migración, Desarrollo y Derechos Humanos",
    ),
    "women-in-migration-network": ("WIMN", "Red de Mujeres en Migración"),
    "united-states": ("Estados Unidos", ""),
    "borders": ("Fronteras", ""),
    "migrant-workers-convention": ("Convención sobre los Trabajadores Migratorios", ""),
    "international-migrants-day": ("Día Internacional del Migrante", ""),
    "women-and-gender": ("Mujeres y género", ""),
    "work": ("Trabajo", ""),
    "detention": ("Detención", ""),
    "racism-and-xenophobia": ("Racismo y xenofobia", ""),
    "figures": ("Cifras", ""),
}
"""Slug → (name, full name)."""

IDENTITY = {
    "program": "Derechos Internacionales de Migrantes y Justicia Global",
    "description": (
        "La NNIRR une a las comunidades migrantes de Estados Unidos con los movimientos de todo el "
        "mundo por los derechos de quienes migran, y alza la voz donde los gobiernos deciden sobre la "
        "migración."
    ),
}
