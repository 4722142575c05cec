"""What the sources are called in Spanish; those that are pure names keep their label."""

LABELS = {
    # The Convention
    "convention-text": "Oficina de Derechos Humanos de la ONU (ACNUDH): texto de la Convención",
    "convention-status": "Colección de Tratados de la ONU: estado de la Convención",
    "convention-status-xml": "Colección de Tratados de la ONU: lista de Estados con fechas (XML)",
    "convention-registration": "UN Treaty Series: registro núm. 39481",
    "resolution-45-158": "Resolución 45/158 de la Asamblea General, 18 de diciembre de 1990",
    "committee-december-2025": (
        "ONU Ginebra: cierre del 41.º período de sesiones del Comité de Trabajadores Migratorios, "
        "diciembre de 2025"
    ),
    "committee-opening-2025": (
        "ONU Ginebra: apertura del 41.º período de sesiones del Comité de Trabajadores Migratorios, "
        "diciembre de 2025"
    ),
    "committee-april-2025": (
        "ONU Ginebra: Comité de Trabajadores Migratorios, resumen de la sesión de abril de 2025"
    ),
    "committee-first-session": (
        "Noticias ONU: el primer período de sesiones del Comité, marzo de 2004"
    ),
    "committee-guide": (
        "International Justice Resource Center: el Comité de Trabajadores Migratorios"
    ),
    "drafting-history": (
        "Universidad de Virginia, historia de la redacción de los tratados de derechos humanos: "
        "resolución 34/172"
    ),
    "general-comment-1": (
        "Comité de Trabajadores Migratorios: observación general núm. 1, sobre los trabajadores "
        "domésticos migratorios"
    ),
    "general-comment-2": (
        "Comité de Trabajadores Migratorios: observación general núm. 2, sobre los migrantes en "
        "situación irregular"
    ),
    "general-comments": (
        "Textos de las observaciones generales 1 a 5 del Comité (copia para investigación)"
    ),
    "final-clauses": "Convención, parte IX: disposiciones finales (copia)",
    "part-three": "Convención, parte III: artículos 33 a 35 (copia)",
    "part-three-expulsion": "Convención, parte III: artículos 20 a 22 (copia)",
    "fact-sheet-24": "ACNUDH, folleto informativo núm. 24: la Convención y su Comité (2005, copia)",
    "ratification-guide": (
        "Comité directivo de la campaña por la ratificación: guía sobre la ratificación (copia)"
    ),
    "status-dataset-2022": (
        "Conjunto de datos: estado de los tratados de derechos humanos por Estado, agosto de 2022"
    ),
    "nnirr-ratification": "NNIRR: la ratificación de la Convención",
    "senate-treaties": "Senado de los Estados Unidos: sobre los tratados",
    "treaty-basics": (
        "Lo básico sobre la ratificación de tratados en el Senado de los Estados Unidos"
    ),
    "ilo-97": "OIT, NORMLEX: ratificaciones del Convenio núm. 97",
    "preamble": "Texto de la Convención, base de datos de la Universidad de Tokio (copia)",
    # International Migrants Day
    "un-day": "Naciones Unidas: Día Internacional del Migrante",
    "secretary-general-2025": (
        "Secretario General de la ONU: mensaje por el Día Internacional del Migrante de 2025"
    ),
    "hrea-day": "Human Rights Education Associates: Día Internacional del Migrante",
    "day-of-solidarity": "IPP Media: Día Internacional de Solidaridad con los Migrantes",
    "day-history": "International Days: Día Internacional del Migrante",
    "nnirr-day-2008": (
        "Llamado a la acción de la NNIRR por el Día Internacional del Migrante de 2008 (blog Fair "
        "Immigration)"
    ),
    "nnirr-day-2018": "NNIRR: Día Internacional del Migrante 2018",
    "nnirr-report-2010": (
        "Oakland North: la NNIRR en el Día Internacional del Migrante, 17 de diciembre de 2010"
    ),
    "radio-1812-first": (
        "Deep Dish: Radio 1812, jornada internacional de radio por las personas migrantes"
    ),
    "day-2016": (
        "Centro Regional de Información de las Naciones Unidas: Día Internacional del Migrante 2016"
    ),
    "iom-together": "OIM: Together for migration, 2016",
    "day-2018": "GK Today: Día Internacional del Migrante 2018",
    "day-2019": "CubaPLUS: Día Internacional del Migrante 2019",
    "day-2021": "News18: Día Internacional del Migrante 2021",
    "day-2024": "The Hans India: Día Internacional del Migrante 2024",
    "day-2025": "Tehran Times: Día Internacional del Migrante 2025",
    "print-sale-2017": "NNIRR: Día Internacional del Migrante 2017",
    "visit-officials": "Connexions: el Día Internacional del Migrante en su calendario",
    "day-ideas": "Holiday Calendar: Día Internacional del Migrante",
    "story-sharing-2025": "Times Kuwait: Día Internacional del Migrante 2025",
    "statement-2015": "SACCVI: Día Internacional del Migrante 2015",
    # Borders
    "borders-reliefweb": (
        "ReliefWeb: Principios y Directrices recomendados sobre los derechos humanos en las "
        "fronteras internacionales (en inglés)"
    ),
    "borders-paper": "Documento A/69/CRP.1 de la ONU, 23 de julio de 2014 (copia)",
    "borders-statement": "ACNUDH: declaración en la presentación, 23 de octubre de 2014",
    "borders-release": (
        "Coalición Global sobre Migración: comunicado de prensa, 22 de octubre de 2014"
    ),
    "borders-advisory": "Coalición Global sobre Migración: aviso a los medios, octubre de 2014",
    "borders-icrc": "Biblioteca del CICR: Principios y Directrices recomendados",
    "borders-geneva": "Programa de la presentación en Ginebra, 23 de marzo de 2015 (copia)",
    "borders-summary": "QARN: resumen de los Principios y Directrices",
    "borders-expert-meeting": (
        "Agencia de los Derechos Fundamentales de la UE: directrices sobre los derechos humanos en "
        "las fronteras internacionales, 2013"
    ),
    "nnirr-border-justice": "NNIRR: en busca de la justicia fronteriza",
    # Networks
    "mri": "Migrants Rights International: quiénes son",
    "mri-achievements": "Migrants Rights International: logros",
    "gcm": "Coalición Global sobre Migración: quiénes son",
    "gcm-first-meetings": "Coalición Global sobre Migración: primeras reuniones, junio de 2011",
    "gcm-launch": (
        "Coalición Global sobre Migración: reunión y presentación, 3 de diciembre de 2011"
    ),
    "wimn": "Red de Mujeres en Migración",
    "wimn-work": "Red de Mujeres en Migración: lo que hace",
    "wimn-roots": "Red de Mujeres en Migración: construir análisis",
    "wimn-bosch": "Robert Bosch Stiftung: Red de Mujeres en Migración",
    "wimn-gfmd-2024": ("Red de Mujeres en Migración: sus integrantes en el FMMD, enero de 2024"),
    "wimn-forum-2024": "Red de Mujeres en Migración: balance de fin de año de 2024",
    "nnirr-womens-day-2014": "NNIRR: Día Internacional de la Mujer 2014",
    "nnirr-womens-voices": (
        "NNIRR: alzar la voz de las mujeres por la justicia para las personas inmigrantes"
    ),
    "nnirr-program": (
        "NNIRR: International Migrant Rights & Global Justice (página anterior del programa)"
    ),
    # Bodies and processes
    "gfmd": "Foro Mundial sobre Migración y Desarrollo",
    "gfmd-origin": "FMMD: cómo empezó el Foro",
    "gfmd-civil-society": "Mecanismo de la sociedad civil del FMMD",
    "gfmd-2024": "FMMD: Colombia asume la presidencia, enero de 2024",
    "gfmd-2025": "Mirage News: el Foro en Colombia, septiembre de 2025",
    "gfmd-2025-mercy": "Mercy World: noticias de la 15.ª cumbre del FMMD, en Riohacha",
    "pga": "Acción Global de los Pueblos",
    "pga-cities": "WARBE: las ciudades de la Acción Global de los Pueblos, 2006 a 2015",
    "pga-background": (
        "Transnational Migrant Platform-Europe: antecedentes de la Acción Global de los Pueblos"
    ),
    "action-committee-imrf": (
        "Civil Society Action Committee: los Foros de Examen de la Migración Internacional"
    ),
    "micic": "La iniciativa MICIC y sus Directrices",
    "micic-launch": (
        "WorldReach: Estados Unidos y Filipinas presentan las Directrices, junio de 2016"
    ),
    "micic-invitation": (
        "Invitación a la presentación de las Directrices MICIC en Nueva York (copia)"
    ),
    "network-on-migration": "Red de las Naciones Unidas sobre la Migración",
    "compact-vote": (
        "IISD: la Asamblea General respalda por votación el Pacto de Marrakech sobre la Migración"
    ),
    "compact-jurist": (
        "Jurist: la ONU respalda el pacto mundial sobre migración, diciembre de 2018"
    ),
    "compact-resolution": "Resolución 73/195 de la Asamblea General (vLex)",
    "imrf-2022": (
        "OIM: concluye el primer Foro de Examen de la Migración Internacional, mayo de 2022"
    ),
    "progress-declaration": (
        "Quaker UN Office: aprobación por consenso de la Declaración sobre los Progresos, junio de "
        "2022"
    ),
    "nnirr-blog-2021": "Blog de la NNIRR, 2021",
    "ngo-committee": "Conference of NGOs (CoNGO): notas sobre la NNIRR",
    "hong-kong-2005": (
        "Funders Network: foro ante la conferencia ministerial de la OMC en Hong Kong, 2005"
    ),
    "withdrawal-memorandum": "Memorando de la Casa Blanca del 7 de enero de 2026 (copia)",
    "withdrawal-66": (
        "The Filipino Times: Estados Unidos sale de 66 organismos internacionales, 8 de enero de "
        "2026"
    ),
    "withdrawal-list": "Media Bypass: lista de los 66 organismos, enero de 2026",
    # Figures
    "migrant-stock": "DAES de la ONU: International Migrant Stock 2024",
    "migration-data-portal": (
        "Migration Data Portal: número de migrantes internacionales en el mundo"
    ),
    "migrants-dawn": ("Dawn: cifras de la ONU sobre migrantes internacionales, de 1990 a 2024"),
    "world-migration-report": "OIM: World Migration Report 2024, capítulo 2",
    "ilo-estimates": (
        "Naciones Unidas en Mauricio: estimaciones mundiales de la OIT sobre trabajadores migrantes "
        "internacionales"
    ),
    "ilo-estimates-press": "UrduPoint: estimaciones de la OIT, diciembre de 2024",
    # NNIRR
    "nnirr-history": "NNIRR: historia",
    "nnirr-35": "NNIRR: reflexiones en su 35.º aniversario",
    "nnirr-profile": "US Human Rights Network: perfil de la NNIRR",
}
"""Key of a source → its label in Spanish."""
