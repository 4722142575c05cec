"""The printed materials in Spanish; terms follow the UN's Spanish texts of the Convention."""

from . import FactSheetText, LessonText, PosterText, SignOnText, Wording

POSTER = PosterText(
    title="Cartel: La gente migra. Sus derechos van con ella.",
    subject="Cartel para el Día Internacional del Migrante, 18 de diciembre",
    headline=("La gente migra.", "Sus derechos", "van con ella."),
    date="18 de diciembre",
    day="Día Internacional del Migrante",
    demand="Pidamos a Estados Unidos que ratifique la Convención:",
    credit="National Network for Immigrant and Refugee Rights  ·  nnirr.org",
    art=(
        "Grabado de siete personas vecinas de distintas edades, entre ellas una mujer con pañuelo, un "
        "hombre con turbante, un trabajador con casco y una niña, de pie ante un sol rojo y mirando de "
        "frente. De la tierra que pisan salen raíces."
    ),
)

FACT_SHEET = FactSheetText(
    title="Hoja informativa: el 18 de diciembre y la Convención sobre los Trabajadores Migratorios",
    subject=(
        "El Día Internacional del Migrante, lo que dice la Convención y el camino a la ratificación por "
        "Estados Unidos"
    ),
    kind="Hoja informativa",
    heading="El 18 de diciembre y la Convención sobre los Trabajadores Migratorios",
    lead=(
        "El Día Internacional del Migrante se celebra en la fecha en que se aprobó un tratado. Sesenta "
        "Estados forman parte de él. Estados Unidos, no."
    ),
    print_alt="Grabado: el número 18 en blanco sobre un sol rojo con rayos dorados.",
    dates_heading="Cómo una fecha se hizo día",
    dates=(
        (
            "1990",
            "Se aprueba",
            "El 18 de diciembre, la Asamblea General de la ONU aprueba la Convención.",
        ),
        (
            "1997",
            "Se reivindica",
            "Migrantes de Filipinas y otros países de Asia la hacen día de solidaridad.",
        ),
        (
            "2000",
            "Se proclama",
            "El 4 de diciembre, la ONU la declara Día Internacional del Migrante.",
        ),
        ("2003", "Entra en vigor", "El tratado rige desde el 1 de julio, ya con veinte Estados."),
        ("2025", "Sesenta Estados", "Partes en diciembre de 2025. La última: Zimbabue, en 2024."),
    ),
    parties_heading="Ya son parte",
    parties_label="Estados partes",
    parties_as_of="en diciembre de 2025",
    regions=("África", "América", "Asia", "Europa", "Oceanía"),
    absent="Estados Unidos",
    parties_note=(
        "Un cuadro por Estado, sea cual sea su tamaño. Otros once Estados han firmado y aún no han "
        "ratificado."
    ),
    parties_alt=(
        "Sesenta cuadros, uno por cada Estado parte en diciembre de 2025: 29 en África, 18 en América, "
        "10 en Asia, 2 en Europa y 1 en Oceanía. Un cuadro vacío representa a Estados Unidos."
    ),
    rights_heading="Lo que dice, en palabras sencillas",
    rights_lead=(
        "Nombre completo: Convención Internacional sobre la Protección de los Derechos de Todos los "
        "Trabajadores Migratorios y de Sus Familiares. Estos artículos protegen a **todo trabajador "
        "migratorio y su familia**, con o sin papeles:"
    ),
    article="Artículo",
    rights=(
        ("7", "Sin distinción", "de ningún tipo. La nacionalidad está en la lista."),
        ("11", "Sin esclavitud", "ni trabajo forzoso."),
        (
            "16",
            "Nada de arrestos arbitrarios.",
            "Motivos en un idioma que entiendas, tu consulado, un juez.",
        ),
        (
            "21",
            "Tus papeles son tuyos.",
            "Ningún empleador puede quitarte el pasaporte; nadie, destruirlo.",
        ),
        (
            "22",
            "Sin expulsión colectiva.",
            "Cada caso por separado, decidido por escrito y con revisión.",
        ),
        ("25", "Igual salario y condiciones.", "La falta de papeles no libera al empleador."),
        ("26", "Afiliarte a un sindicato,", "con o sin papeles."),
        ("28", "Atención médica urgente,", "igual que los nacionales."),
        ("30", "Escuela para toda niña y todo niño,", "sea cual sea la situación de sus padres."),
        ("33", "Conocer tus derechos:", "información gratuita en un idioma que entiendas."),
    ),
    limits=(
        "Desde el artículo 36, quienes están en situación regular tienen otros derechos, como moverse "
        "libremente y elegir dónde vivir (39). La Convención no obliga a ningún Estado a regularizar a "
        "nadie (35), y quien migra debe cumplir la ley del país (34)."
    ),
    road_heading="El camino a la ratificación por Estados Unidos",
    road_lead=(
        "Estados Unidos participó en la redacción de la Convención. Sin embargo, es el menos ratificado de "
        "los tratados básicos de derechos humanos, y tampoco forma parte ningún miembro de la Unión "
        "Europea. El Senado no ratifica: da su consejo y consentimiento, y ratifica el Presidente. Un "
        "tratado que espera en el Senado no caduca cuando empieza un nuevo Congreso."
    ),
    here="Aquí estamos",
    road=(
        (
            "Firmar",
            "Estados Unidos firma o prepara su adhesión. La Convención permite ambas cosas.",
        ),
        ("Enviar", "El Presidente envía el tratado al Senado."),
        ("Estudiar", "Lo examina el Comité de Relaciones Exteriores."),
        ("Consentir", "Lo aprueban dos tercios de los senadores presentes."),
        ("Ratificar", "El Presidente firma el instrumento de ratificación."),
        (
            "Depositar",
            "Se entrega al Secretario General de la ONU. A los tres meses, desde el día 1 del mes siguiente, obliga.",
        ),
    ),
    road_note=(
        "En diciembre de 2025, Estados Unidos no había firmado la Convención ni se había adherido a ella. "
        "Falta dar el primer paso."
    ),
    ways_heading="Cinco maneras de celebrar el día",
    ways=(
        (
            "Leerla en voz alta",
            "Diez personas, diez artículos, diez minutos: en la plaza, el sindicato o la radio.",
        ),
        (
            "Colgar el cartel",
            "Se imprime bien en blanco y negro. Ventanas, lavanderías, paradas de autobús.",
        ),
        (
            "Encender una vela",
            "Una vigilia por quienes murieron en el camino; sus nombres, si la familia lo acepta.",
        ),
        (
            "Hacer una visita",
            "Lleva esta hoja a la oficina local de tus senadores y pregunta por el primer paso.",
        ),
        ("Reunir nombres", "Lleva la hoja de firmas al trabajo, a la escuela, al templo."),
    ),
    sign_heading="Suma tu nombre",
    sign_text=(
        "El llamado pide que Estados Unidos ratifique la Convención. Nunca pregunta por tu situación "
        "migratoria. Firma en:"
    ),
    sources_heading="Fuentes",
    sources=(
        "**Estados partes y fechas:** Colección de Tratados de la ONU, capítulo IV.13, treaties.un.org. "
        "Sesenta partes al cierre del 41.º período de sesiones del Comité de Trabajadores Migratorios, "
        "diciembre de 2025, ungeneva.org. Regiones: M49 de la ONU, según la lista.",
        "**Texto:** resolución 45/158 de la Asamblea General, 18 de diciembre de 1990, "
        "un.org/documents/ga/res/45/a45r158.htm; UN Treaty Series, vol. 2220, pág. 3.",
        "**Artículos en palabras sencillas:** la Convención y las observaciones generales 1 a 5 del "
        "Comité de Trabajadores Migratorios, ohchr.org.",
        "**El Día:** resolución 55/93 de la Asamblea General, 4 de diciembre de 2000, "
        "un.org/en/observances/migrants-day; historia de la fecha, hrea.org/index.php?doc_id=932.",
        "**Ratificación:** Constitución de los Estados Unidos, artículo II, sección 2; Senado, “About "
        "Treaties”, senate.gov; Convención, artículos 86 y 87. **Redacción:** nnirr.org.",
    ),
    checked=(
        "Fuentes leídas hasta enero de 2026. Antes de citar una cifra, compruébala en treaties.un.org."
    ),
    convention_print_alt=(
        "Grabado: una plumilla que ha echado raíces y hojas, con una firma debajo."
    ),
    page="Página {page} de {pages}",
)

SIGN_ON = SignOnText(
    title="Hoja de firmas en papel: que se ratifique la Convención sobre los Trabajadores Migratorios",
    subject="Hoja para reunir firmas en papel, con la promesa que se hace a quien firma",
    heading="Que Estados Unidos ratifique la Convención sobre los Trabajadores Migratorios",
    statement=(
        "**Pedimos al Presidente** que firme la Convención Internacional sobre la Protección de los "
        "Derechos de Todos los Trabajadores Migratorios y de Sus Familiares y la envíe al Senado; **al "
        "Senado**, que escuche a quienes migran y dé su consentimiento, para que Estados Unidos pueda "
        "ratificarla; y **a ambos**, que ajusten a ella la ley y la práctica."
    ),
    facts=(
        "La ONU aprobó la Convención el 18 de diciembre de 1990. En diciembre de 2025 tenía 60 Estados "
        "partes. Estados Unidos no es uno de ellos."
    ),
    read_first=(
        "Al escribir tu nombre firmas este llamado. Lee antes el texto completo o pide que te lo lean:"
    ),
    privacy_heading="Qué pasa con lo que escribes",
    privacy=(
        "Lo recibe la National Network for Immigrant and Refugee Rights (NNIRR), y nadie más.",
        "Tu correo se usa una sola vez: para decirte que tu firma está contada.",
        "Tu nombre se publica solo si marcas «Mostrar mi nombre».",
        "**Nunca escribas tu situación migratoria ni tu domicilio.** No los pedimos.",
        "¿Cambiaste de idea? Escribe a **nnirrinfo@nnirr.org**.",
    ),
    columns=(
        ("", "Núm."),
        ("Nombre", "como quieras firmar"),
        ("Correo electrónico", "un mensaje: tu firma está contada"),
        ("Ciudad y país", "en EE. UU., el código postal"),
        ("Organización", "opcional"),
        ("Mostrar mi nombre", ""),
    ),
    table_summary="Quince renglones para llenar a mano, uno por cada persona que firma.",
    sheet="Hoja núm.",
    collector_heading="Para quien lleva esta hoja",
    collector=("Recogida por", "Lugar y fecha", "Nombres en esta hoja"),
    hand_in=(
        "No te separes de la hoja, tapa los renglones ya escritos y nunca la fotografíes ni la publiques. "
        "Para entregarla, escribe a nnirrinfo@nnirr.org. ¿No puedes entregarla? Destrúyela."
    ),
)

LESSON = LessonText(
    title="Plan de clase: derechos que viajan",
    subject="Una hora sobre la Convención sobre los Trabajadores Migratorios, desde los doce años",
    kind="Plan de clase",
    heading="Derechos que viajan",
    lead=(
        "Una hora sobre la Convención sobre los Trabajadores Migratorios, para un grupo de seis a "
        "treinta personas, desde los doce años."
    ),
    print_alt="Grabado: cuadros de tinta apilados en escalones, uno por cada parte de la clase.",
    care_heading="Primero, cuidar",
    care=(
        "**Nunca preguntes** por la situación migratoria de nadie ni de su familia, y frena a quien lo "
        "haga.",
        "Una historia personal es un regalo. Nadie tiene que darla y ninguna sale del aula.",
        "Di «personas sin papeles», nunca «ilegales». Lo pide el comité de la ONU encargado de la "
        "Convención.",
    ),
    aims_heading="Al terminar, el grupo sabe",
    aims=(
        "nombrar cinco derechos que cruzan la frontera con la persona;",
        "distinguir entre firmar un tratado y ratificarlo;",
        "decir qué debería hacer Estados Unidos, y por qué.",
    ),
    need_heading="Hace falta",
    need=(
        "un mapamundi y algo para escribir;",
        "las diez tarjetas de la página 3, recortadas;",
        "la hoja informativa «El 18 de diciembre y la Convención».",
    ),
    hour_heading="La hora",
    hour=(
        (
            "5",
            "¿Qué te llevas?",
            "Cada quien escribe dos listas: cosas que llevaría si se mudara muy lejos y cosas que nadie "
            "puede quitarle. Se leen algunas. Alguien suele decir «mis derechos». ¿Cuáles?",
        ),
        (
            "10",
            "Sesenta Estados",
            "En el mapa, con la hoja informativa, busquen los Estados partes: 29 en África, 18 en "
            "América, 10 en Asia, 2 en Europa y 1 en Oceanía (diciembre de 2025). ¿Quién falta? ¿Adónde "
            "va a trabajar mucha gente?",
        ),
        (
            "20",
            "Diez artículos, diez cuadros vivos",
            "En grupos pequeños, sacan una o dos tarjetas. En cinco minutos convierten cada derecho en "
            "una escena inmóvil o en un dibujo. Los demás adivinan. Después se lee la tarjeta.",
        ),
        (
            "10",
            "El camino a la ratificación",
            "Seis voluntarios toman un paso cada uno: firmar, enviar, estudiar, consentir, ratificar, "
            "depositar. La clase los ordena. ¿Dónde está hoy Estados Unidos? Antes del primero.",
        ),
        (
            "10",
            "Tomar posición",
            "Una pared es «de acuerdo»; la otra, «en desacuerdo». Se lee: «Un país debe proteger a toda "
            "persona que trabaja en él, con o sin papeles». Muévanse, hablen y cambien de lugar si "
            "alguien los convence.",
        ),
        (
            "5",
            "Plantar un derecho",
            "Cada quien escribe un derecho en una hoja de papel con forma de hoja y dice a quién "
            "ayudaría. Se cuelgan juntas.",
        ),
    ),
    minutes="min",
    border_print_alt=(
        "Grabado: un sendero avanza hacia el sol y cruza una línea de puntos en la tierra."
    ),
    talk_heading="Para conversar",
    talk=(
        "¿Por qué un Estado que ayudó a redactar un tratado no forma parte de él?",
        "¿Qué artículo te sorprendió? ¿Cuál ya se cumple donde vives?",
        "Grupos de migrantes de Asia celebraban el 18 de diciembre tres años antes de que la ONU "
        "proclamara el Día. ¿Qué cambia cuando la gente no espera?",
    ),
    fit_heading="Para adaptarla",
    fit=(
        (
            "Varios idiomas",
            "Da a cada grupo la tarjeta en español y en inglés, y que comparen palabras.",
        ),
        (
            "Treinta minutos",
            "Hagan los cuadros vivos y las hojas. El mapa y las paredes, otro día.",
        ),
        (
            "Personas adultas",
            "Pregunta qué derecho cuesta más usar en el trabajo y quién puede ayudar.",
        ),
    ),
    after_heading="Después de la clase",
    after=(
        "Puede que quieran actuar. Aquí se explica y se lee el llamado a ratificar. Firmar es decisión "
        "de cada persona y nunca cuenta para la nota:"
    ),
    sources=(
        "Fuentes: Colección de Tratados de la ONU, capítulo IV.13 (Estados partes, diciembre de 2025), "
        "treaties.un.org; resoluciones 45/158 y 55/93 de la Asamblea General; Convención, artículos "
        "citados por número; Comité de Trabajadores Migratorios, observación general 2 (sobre las "
        "palabras); Constitución de los Estados Unidos, artículo II, sección 2. La hoja informativa "
        "las trae completas."
    ),
    cards_heading="Diez tarjetas",
    cards_lead="Imprimir, recortar por las líneas y barajar.",
    page="Página {page} de {pages}",
)

WORDING = Wording(
    language="es",
    program="International Migrant Rights & Global Justice",
    organization="National Network for Immigrant and Refugee Rights (NNIRR)",
    poster=POSTER,
    fact_sheet=FACT_SHEET,
    sign_on=SIGN_ON,
    lesson=LESSON,
)
