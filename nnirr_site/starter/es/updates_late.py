"""The policy updates from the Progress Declaration of 2022 on, in Spanish."""

from .updates_early import update

PAGES = [
    update(
        "progress-declaration-2022",
        "declaracion-progresos-2022",
        "La Asamblea General respalda la Declaración sobre los Progresos",
        "El texto acordado en el primer Foro de Examen pasa a ser un texto de la Asamblea General.",
        "El 7 de junio de 2022, la Asamblea General de la ONU respaldó la Declaración sobre los "
        "Progresos del primer Foro de Examen de la Migración Internacional.",
        "<p>Cada Foro de Examen termina con una Declaración sobre los Progresos. La primera se acordó "
        "por consenso, y la Asamblea General la respaldó el 7 de junio de 2022.</p>"
        "<p>Por qué importa: la Declaración es lo que todos los Estados juntos aceptaron poner por "
        "escrito sobre la vida de las personas migrantes desde 2018. Las organizaciones de migrantes "
        "pueden partir de ahí y exigir lo que falta.</p>",
    ),
    update(
        "chad-malawi-join-2022",
        "chad-malawi-se-unen-2022",
        "Chad y Malawi se unen a la Convención sobre los Trabajadores Migratorios",
        "Dos Estados africanos ratifican en menos de un año. El número de partes sube a 58.",
        "Chad ratificó la Convención sobre los Trabajadores Migratorios el 22 de febrero de 2022 y "
        "Malawi el 23 de septiembre de 2022: son las partes 57 y 58.",
        "<p>Malawi firmó y ratificó la Convención sobre los Trabajadores Migratorios el mismo día, el "
        "23 de septiembre de 2022. Chad, que la había firmado en 2012, la ratificó el 22 de febrero de "
        "2022. Son el 58.º y el 57.º Estado en unirse.</p>"
        "<p>Por qué importa: 29 de los 60 Estados de la Convención están en África (diciembre de "
        "2025). Cada nueva parte pone bajo la protección de la Convención a sus propios ciudadanos en "
        "el extranjero y a las personas migrantes que viven en ella.</p>",
    ),
    update(
        "cote-divoire-joins-2023",
        "cote-divoire-se-une-2023",
        "Costa de Marfil se une a la Convención sobre los Trabajadores Migratorios",
        "El 59.º Estado se une por adhesión.",
        "Costa de Marfil se adhirió a la Convención sobre los Trabajadores Migratorios el 26 de "
        "septiembre de 2023 y pasó a ser su 59.ª parte.",
        "<p>Costa de Marfil se unió a la Convención sobre los Trabajadores Migratorios el 26 de "
        "septiembre de 2023 por adhesión, es decir, sin firma previa. Es el 59.º Estado que lo hace. "
        "La Convención entró en vigor para este país el 1 de enero de 2024.</p>"
        "<p>Por qué importa: Estados Unidos podría unirse de la misma manera. La Convención está "
        "abierta tanto a la firma como a la adhesión.</p>",
    ),
    update(
        "gfmd-geneva-2024",
        "foro-mundial-ginebra-2024",
        "El Foro Mundial se reúne en Ginebra",
        "Francia preside la 14.ª cumbre del Foro Mundial sobre Migración y Desarrollo. La NNIRR está "
        "allí con la Red de Mujeres en Migración.",
        "La 14.ª cumbre del Foro Mundial sobre Migración y Desarrollo fue en Ginebra, del 23 al 25 de "
        "enero de 2024, presidida por Francia. La NNIRR participó.",
        "<p>La 14.ª cumbre del Foro Mundial sobre Migración y Desarrollo se reunió en Ginebra del 23 al "
        "25 de enero de 2024. Francia tenía la presidencia y se la entregó a Colombia.</p>"
        "<p>La NNIRR participó como integrante de la "
        '<a href="page:networks/women-in-migration-network">Red de Mujeres en Migración</a>.</p>'
        "<p>Por qué importa: el Foro no toma decisiones vinculantes, pero allí los gobiernos hablan de "
        "migración y las organizaciones de migrantes pueden hablar con ellos.</p>",
    ),
    update(
        "zimbabwe-joins-2024",
        "zimbabwe-se-une-2024",
        "Zimbabue es el 60.º Estado de la Convención",
        "Con la adhesión de Zimbabue, 60 Estados se han unido a la Convención sobre los Trabajadores "
        "Migratorios.",
        "En noviembre de 2024, Zimbabue se adhirió a la Convención sobre los Trabajadores Migratorios "
        "y pasó a ser su 60.ª parte.",
        "<p>En noviembre de 2024, Zimbabue se unió por adhesión a la Convención sobre los Trabajadores "
        "Migratorios. Es el 60.º Estado que se une desde que la Convención se aprobó en 1990.</p>"
        "<p>Por qué importa: el número crece despacio, pero crece. De los tratados básicos de derechos "
        "humanos de la ONU, este sigue siendo el que menos Estados han ratificado, y ningún miembro de "
        "la Unión Europea forma parte de él.</p>",
    ),
    update(
        "feminist-forum-bangkok-2024",
        "foro-feminista-bangkok-2024",
        "Foro feminista sobre migración y desplazamiento en Bangkok",
        "La Red de Mujeres en Migración reúne a más de 120 personas de 35 países.",
        "En diciembre de 2024, la Red de Mujeres en Migración celebró en Bangkok un foro feminista "
        "sobre migración y desplazamiento.",
        "<p>En diciembre de 2024, la "
        '<a href="page:networks/women-in-migration-network">Red de Mujeres en Migración</a> celebró en '
        "Bangkok un foro feminista sobre migración y desplazamiento. Llegaron más de 120 personas de 35 "
        "países.</p>"
        "<p>Por qué importa: los grupos de mujeres que trabajan en migración rara vez deciden de qué se "
        "habla en las reuniones oficiales. En un foro propio, sí.</p>",
    ),
    update(
        "ilo-estimates-2024",
        "estimaciones-oit-2024",
        "La OIT cuenta 167,7 millones de migrantes en la fuerza de trabajo",
        "Nuevas estimaciones mundiales muestran cuántas personas migrantes trabajan o buscan trabajo, "
        "y dónde.",
        "Estimaciones mundiales de la OIT, diciembre de 2024: 167,7 millones de migrantes en la fuerza "
        "de trabajo en 2022, el 4,7\u00a0% de la del mundo.",
        "<p>Según la cuarta edición de las estimaciones mundiales de la OIT, publicada en diciembre de "
        "2024, había 167,7 millones de migrantes en la fuerza de trabajo en 2022. Es el 4,7\u00a0% de la "
        "fuerza de trabajo del mundo. De esas personas, 102,7 millones eran hombres y 64,9 millones, "
        "mujeres. 155,6 millones tenían empleo y 12,1 millones lo buscaban.</p>"
        "<p>Más de dos tercios (el 68,4\u00a0%) estaban en países de ingresos altos.</p>"
        "<p>Por qué importa: economías enteras descansan en el trabajo de las personas migrantes. Las "
        "cifras ayudan a preguntar si quienes hacen ese trabajo tienen los mismos derechos. Son de "
        "2022, y cada edición usa sus propios métodos; por eso no las comparamos con las "
        "anteriores.</p>",
    ),
    update(
        "us-leaves-human-rights-council-2025",
        "eeuu-deja-consejo-derechos-humanos-2025",
        "Estados Unidos pone fin a su participación en el Consejo de Derechos Humanos",
        "La Orden Ejecutiva 14199 saca a Estados Unidos del trabajo del Consejo.",
        "La Orden Ejecutiva 14199, del 4 de febrero de 2025, puso fin a la participación de Estados "
        "Unidos en el Consejo de Derechos Humanos de la ONU.",
        "<p>Con la Orden Ejecutiva 14199, del 4 de febrero de 2025, Estados Unidos puso fin a su "
        "participación en el Consejo de Derechos Humanos de la ONU.</p>"
        "<p>Por qué importa: el Consejo, en Ginebra, es uno de los órganos que la NNIRR ha seguido y "
        "ante los que ha hablado. En Estados Unidos, las personas migrantes tienen los mismos derechos "
        "que antes, pero ya no existe uno de los lugares donde se podía preguntar por ellas a su "
        "gobierno.</p>",
    ),
    update(
        "gfmd-riohacha-2025",
        "foro-mundial-riohacha-2025",
        "El Foro Mundial se reúne en Riohacha, Colombia",
        "Colombia preside la 15.ª cumbre del Foro Mundial sobre Migración y Desarrollo.",
        "La 15.ª cumbre del Foro Mundial sobre Migración y Desarrollo se reunió en Riohacha, Colombia, "
        "del 2 al 4 de septiembre de 2025.",
        "<p>La 15.ª cumbre del Foro Mundial sobre Migración y Desarrollo se reunió en Riohacha, "
        "Colombia, del 2 al 4 de septiembre de 2025. La presidió el país anfitrión.</p>"
        "<p>Por qué importa: en el Foro, gobiernos de todas las regiones hablan de migración con "
        "regularidad, y hay un mecanismo para que participe la sociedad civil.</p>",
    ),
    update(
        "joint-comments-xenophobia-2025",
        "observaciones-conjuntas-xenofobia-2025",
        "Dos comités de la ONU se pronuncian contra la xenofobia",
        "El comité sobre los trabajadores migratorios y el comité contra la discriminación racial "
        "aprueban textos conjuntos.",
        "El 1 de diciembre de 2025, el Comité de Trabajadores Migratorios aprobó las observaciones "
        "generales 7 y 8, sobre xenofobia, con el de discriminación racial.",
        "<p>El 1 de diciembre de 2025, el Comité de Trabajadores Migratorios aprobó las observaciones "
        "generales núm. 7 y núm. 8, sobre la xenofobia. Son textos conjuntos con las recomendaciones "
        "generales 38 y 39 del comité que vigila el tratado contra la discriminación racial.</p>"
        "<p>Por qué importa: Estados Unidos no forma parte de la Convención sobre los Trabajadores "
        "Migratorios. Un texto que comparten dos comités se apoya en dos tratados, de modo que más "
        "Estados deben escucharlo. Las personas migrantes que enfrentan el odio tienen así una norma de "
        "la ONU que lo nombra.</p>",
    ),
    update(
        "secretary-general-deaths-2025",
        "secretario-general-muertes-2025",
        "Casi 70\u00a0000 personas muertas o desaparecidas en las rutas migratorias",
        "El mensaje del Secretario General de la ONU por el Día Internacional del Migrante nombra el "
        "costo humano.",
        "Mensaje del Secretario General de la ONU por el Día Internacional del Migrante 2025: casi "
        "70\u00a0000 personas muertas o desaparecidas desde 2014.",
        "<p>En su mensaje por el Día Internacional del Migrante 2025, con fecha del 2 de diciembre, el "
        "Secretario General de la ONU dice que casi 70\u00a0000 migrantes han muerto o desaparecido en "
        "el camino desde 2014, y que el número real es sin duda mayor.</p>"
        "<p>Por qué importa: detrás del número hay personas a las que sus familias esperan. Contarlas "
        "es un primer paso; el siguiente serían vías seguras para viajar.</p>",
    ),
    update(
        "committee-41st-session-2025",
        "comite-periodo-de-sesiones-41-2025",
        "El Comité de Trabajadores Migratorios cierra su período de sesiones: siguen siendo 60 partes",
        "Al final de su 41.º período de sesiones, el Comité cuenta el mismo número de Estados que un "
        "año antes.",
        "Al cierre del 41.º período de sesiones del Comité de Trabajadores Migratorios, en diciembre "
        "de 2025, la Convención seguía teniendo 60 partes.",
        "<p>El Comité de Trabajadores Migratorios terminó su 41.º período de sesiones en Ginebra, en "
        "diciembre de 2025. Sesenta Estados eran partes en la Convención, tantos como un año antes. "
        "Fatimata Diallo ocupaba la presidencia.</p>"
        "<p>Por qué importa: 35 años después de su aprobación, sigue siendo el tratado básico de "
        "derechos humanos con menos ratificaciones. Estados Unidos no lo ha firmado ni se ha adherido a "
        'él. <a href="page:calls/migrant-workers-convention">La NNIRR pide que lo haga</a>.</p>',
    ),
    update(
        "us-withdraws-66-bodies-2026",
        "eeuu-sale-de-66-organismos-2026",
        "Estados Unidos anuncia que saldrá de 66 organismos internacionales",
        "El Foro Mundial sobre Migración y Desarrollo está en la lista.",
        "El 7 de enero de 2026, Estados Unidos anunció su retirada de 66 organismos internacionales, "
        "entre ellos el Foro Mundial sobre Migración y Desarrollo.",
        "<p>El 7 de enero de 2026, Estados Unidos anunció que saldría de 66 organismos internacionales. "
        "El Foro Mundial sobre Migración y Desarrollo es uno de ellos, según una lista publicada.</p>"
        "<p>Por qué importa: cuando un gobierno se levanta de la mesa, la gente que vive bajo sus "
        "políticas pierde un lugar donde ser escuchada. Los lazos entre movimientos se vuelven más "
        "importantes, no menos. Para eso están las "
        '<a href="page:networks">redes</a> de la NNIRR.</p>',
    ),
]
