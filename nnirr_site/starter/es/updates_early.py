"""The policy updates from 2005 to the first Review Forum of 2022, in Spanish."""

from .. import updates as english
from ..parts import prose, translated

ORIGINALS = {original.key: original for original in english.PAGES}


def update(name, slug, title, lead, description, html):
    """Return the policy update ``name`` in Spanish, with the date and sources of the English one."""
    original = ORIGINALS[f"updates/{name}"]
    _text, *rest = original.fields["body"]
    return translated(
        original,
        slug=slug,
        title=title,
        lead=lead,
        search_description=description,
        fields={"body": [prose(html), *rest]},
    )


PAGES = [
    update(
        "hong-kong-forum-2005",
        "foro-hong-kong-2005",
        "Un foro sobre migración laboral temporal ante la OMC, en Hong Kong",
        "Mientras se reunían los ministros de comercio, la NNIRR y dos aliadas preguntaron qué les "
        "hacen las reglas del comercio a quienes trabajan un tiempo en el extranjero.",
        "16 de diciembre de 2005, Hong Kong: foro de la NNIRR, Migrants Rights International y el "
        "American Friends Service Committee sobre el modo 4 (AGCS), ante la OMC.",
        "<p>El 16 de diciembre de 2005, durante la conferencia ministerial de la Organización Mundial "
        "del Comercio en Hong Kong, la NNIRR celebró un foro de medio día con Migrants Rights "
        "International y el American Friends Service Committee. El tema era la migración laboral "
        "temporal, que en las negociaciones comerciales se llama modo 4 del AGCS (GATS, en "
        "inglés).</p>"
        "<p>Por qué importa: cuando el trabajo en el extranjero se trata como comercio, se habla de "
        "servicios y de mercados. El foro devolvió a la conversación a quienes trabajan, y sus "
        "derechos.</p>",
    ),
    update(
        "general-comment-1-domestic-workers",
        "observacion-general-1-trabajo-domestico",
        "Comité de Trabajadores Migratorios: observación general sobre el trabajo doméstico",
        "En su primera observación general, el Comité explica qué significa la Convención para "
        "quienes trabajan en casas ajenas.",
        "La observación general núm. 1 del Comité de Trabajadores Migratorios, del 23 de febrero de "
        "2011, trata de los trabajadores domésticos migratorios.",
        "<p>Una observación general es la explicación que un comité da de su propio tratado. La "
        "primera del Comité de Trabajadores Migratorios, del 23 de febrero de 2011, trata de las "
        "trabajadoras y los trabajadores domésticos migratorios.</p>"
        "<p>Por qué importa: el trabajo doméstico se hace detrás de la puerta de una casa. Con la "
        "observación, quienes defienden derechos pueden mostrar cómo se aplican también allí los "
        "artículos de la Convención. El texto está en nuestra "
        '<a href="page:resources/general-comment-1">biblioteca de recursos</a>.</p>',
    ),
    update(
        "general-comment-2-irregular-situation",
        "observacion-general-2-situacion-irregular",
        "Comité de Trabajadores Migratorios: los derechos no dependen de los papeles",
        "La observación general núm. 2 lee la parte III de la Convención para quienes están en "
        "situación irregular.",
        "Observación general núm. 2 del Comité de Trabajadores Migratorios, 28 de agosto de 2013: "
        "derechos de quienes están en situación irregular y de sus familias.",
        "<p>La segunda observación general del Comité, del 28 de agosto de 2013, trata de los "
        "trabajadores migratorios en situación irregular y de sus familiares. Recorre los derechos "
        "que la parte III de la Convención (artículos 8 a 35) da a todas las personas: entre ellos, "
        "la protección durante la detención, ninguna expulsión colectiva, igual salario, atención "
        "médica urgente y escuela para cada niña y cada niño.</p>"
        "<p>El Comité pide también que nadie llame «ilegales» a las personas migrantes.</p>"
        "<p>Por qué importa: es el texto más claro de la ONU para quien tiene que responder a la "
        "afirmación de que la gente sin papeles no tiene derechos. El "
        '<a href="page:resources/general-comment-2">texto</a> está en nuestra biblioteca de '
        "recursos.</p>",
    ),
    update(
        "border-principles-2014",
        "principios-fronteras-2014",
        "Se anuncian los principios de la ONU sobre los derechos humanos en las fronteras",
        "Un documento de la ONU dice ahora, paso a paso, qué deben los Estados a la gente en sus "
        "fronteras. La directora de la NNIRR fue anunciada como oradora en la presentación.",
        "El 22 de octubre de 2014 se anunció en Nueva York la publicación de los Principios y "
        "Directrices recomendados sobre los derechos humanos en las fronteras.",
        "<p>El 22 de octubre de 2014 se anunció en Nueva York la publicación de los <i>Principios y "
        "Directrices recomendados sobre los derechos humanos en las fronteras internacionales</i>, "
        "junto con un informe del Secretario General. El documento mismo (A/69/CRP.1) lleva la fecha "
        "del 23 de julio de 2014. Lo redactó la oficina de derechos humanos de la ONU con "
        "especialistas y con la sociedad civil.</p>"
        "<p>Al día siguiente, la oficina celebró un acto de presentación en la Asamblea General. "
        "Catherine Tactaquin, entonces directora ejecutiva de la NNIRR, fue anunciada como oradora "
        "en representación de la Coalición Global sobre Migración.</p>"
        "<p>Por qué importa: el texto no crea derechos nuevos ni es vinculante. Muestra que los "
        "derechos que los Estados ya han prometido valen también en la frontera. "
        '<a href="page:initiatives/human-rights-at-borders">Lee cómo nació</a>.</p>',
    ),
    update(
        "border-principles-geneva-2015",
        "principios-fronteras-ginebra-2015",
        "Los principios sobre fronteras se presentan en Ginebra",
        "Cinco meses después de Nueva York, los principios se presentan ante el Consejo de Derechos "
        "Humanos.",
        "Los Principios y Directrices sobre fronteras se presentaron por segunda vez en el 28.º "
        "período de sesiones del Consejo de Derechos Humanos, 23 de marzo de 2015.",
        "<p>Los principios y directrices sobre los derechos humanos en las fronteras se presentaron "
        "por segunda vez el 23 de marzo de 2015, en Ginebra, en el 28.º período de sesiones del "
        "Consejo de Derechos Humanos de la ONU.</p>"
        "<p>Por qué importa: en el Consejo, los Estados se rinden cuentas unos a otros sobre los "
        "derechos humanos. Presentar allí el texto lo puso ante quienes hablan en nombre de sus "
        "gobiernos sobre estas cuestiones.</p>",
    ),
    update(
        "micic-guidelines-2016",
        "directrices-micic-2016",
        "Directrices para migrantes en medio de una crisis",
        "Qué debería pasar con las personas migrantes cuando la guerra o el desastre llegan al país "
        "donde viven.",
        "Las Directrices MICIC, para proteger a las personas migrantes en países con conflictos o "
        "desastres naturales, se publicaron el 10 de junio de 2016.",
        "<p>Las <i>Guidelines to Protect Migrants in Countries Experiencing Conflict or Natural "
        "Disaster</i> (directrices para proteger a las personas migrantes en países con conflictos o "
        "desastres naturales) se publicaron el 10 de junio de 2016 y se presentaron ese mismo mes en "
        "Nueva York y en Ginebra. Vienen de Migrantes en Países en Crisis (MICIC), una iniciativa "
        "dirigida por Estados. Filipinas y Estados Unidos la empezaron en 2014; la OIM acoge la "
        "secretaría. Seguir las Directrices es voluntario.</p>"
        "<p>La NNIRR participó en los aportes de la sociedad civil a las Directrices. En la "
        "presentación de Nueva York, Colin Rajah, de la Coalición Global sobre Migración, figuraba "
        "en la lista de oradores.</p>"
        "<p>Por qué importa: en una guerra o una inundación, es fácil que la gente de otros países "
        "quede olvidada. Las Directrices reúnen principios, pautas y prácticas para esos "
        "momentos.</p>",
    ),
    update(
        "new-york-declaration-2016",
        "declaracion-nueva-york-2016",
        "Una cumbre de la ONU aprueba la Declaración de Nueva York",
        "Una cumbre de la ONU sobre refugiados y migrantes abre el camino a un Pacto Mundial.",
        "La Cumbre de la ONU para los Refugiados y los Migrantes aprobó el 19 de septiembre de 2016 "
        "la Declaración de Nueva York, resolución 71/1.",
        "<p>El 19 de septiembre de 2016 se reunió en Nueva York la Cumbre de las Naciones Unidas para "
        "los Refugiados y los Migrantes. Su resultado es la Declaración de Nueva York, resolución "
        "71/1 de la Asamblea General.</p>"
        "<p>Por qué importa: con la Declaración empieza el camino hacia el Pacto Mundial para la "
        "Migración Segura, Ordenada y Regular, aprobado dos años después. Para la sociedad civil, el "
        "Pacto fue una prioridad hasta que quedó terminado, en 2018.</p>",
    ),
    update(
        "us-leaves-compact-talks-2017",
        "estados-unidos-deja-negociaciones-2017",
        "Estados Unidos se retira de las negociaciones del Pacto Mundial",
        "El gobierno abandona las conversaciones de la ONU sobre migración.",
        "En diciembre de 2017, Estados Unidos se retiró del proceso que llevó al Pacto Mundial para "
        "la Migración Segura, Ordenada y Regular.",
        "<p>En diciembre de 2017, Estados Unidos se retiró del proceso que debía llevar al Pacto "
        "Mundial para la Migración Segura, Ordenada y Regular.</p>"
        "<p>Por qué importa: el Pacto no es jurídicamente vinculante, y los Estados conservan el "
        "derecho de decidir sus propias políticas. Aun así, un país donde viven tantas personas "
        "migrantes se salió de la conversación. La NNIRR habló de esa decisión en su mensaje por el "
        "Día Internacional del Migrante de ese mes.</p>",
    ),
    update(
        "global-compact-marrakech-2018",
        "pacto-mundial-marrakech-2018",
        "164 Estados aprueban el Pacto Mundial en Marrakech",
        "Una conferencia de la ONU acuerda 23 objetivos. No son jurídicamente vinculantes.",
        "El 10 de diciembre de 2018, 164 Estados aprobaron en Marrakech (Marruecos) el Pacto Mundial "
        "para la Migración Segura, Ordenada y Regular.",
        "<p>En una conferencia celebrada en Marrakech el 10 y el 11 de diciembre de 2018, 164 Estados "
        "aprobaron el Pacto Mundial para la Migración Segura, Ordenada y Regular. Tiene 23 objetivos. "
        "No es jurídicamente vinculante.</p>"
        "<p>El 8 y el 9 de diciembre, organizaciones de migrantes y sus aliadas se habían reunido en "
        "la misma ciudad para la Acción Global de los Pueblos.</p>"
        "<p>Por qué importa: con los objetivos, quienes organizan tienen una lista para exigir "
        "cuentas a sus gobiernos, año tras año.</p>",
    ),
    update(
        "global-compact-endorsed-2018",
        "asamblea-general-respalda-pacto-2018",
        "La Asamblea General respalda el Pacto por 152 votos contra 5",
        "Cinco Estados votan en contra del Pacto Mundial. Estados Unidos es uno de ellos.",
        "La resolución 73/195 de la Asamblea General, del 19 de diciembre de 2018, respaldó el Pacto "
        "Mundial: 152 a favor, 5 en contra, 12 abstenciones.",
        "<p>El 19 de diciembre de 2018, la Asamblea General de la ONU respaldó el Pacto Mundial para la "
        "Migración Segura, Ordenada y Regular en la resolución 73/195. A favor votaron 152 Estados y "
        "en contra, cinco: Chequia, Estados Unidos, Hungría, Israel y Polonia. Doce se abstuvieron y "
        "24 estuvieron ausentes.</p>"
        "<p>Por qué importa: la votación muestra quién está detrás del Pacto y quién no. Desde 2022, "
        "cada cuatro años un Foro de Examen de la Asamblea General mira cuánto se ha avanzado.</p>",
    ),
    update(
        "general-comment-5-liberty-2021",
        "observacion-general-5-libertad-2021",
        "Comité de Trabajadores Migratorios: la libertad es la regla",
        "La observación general núm. 5 trata del derecho a la libertad y de la detención.",
        "La observación general núm. 5 del Comité de Trabajadores Migratorios, del 23 de septiembre "
        "de 2021, trata de la libertad de los migrantes y de la detención.",
        "<p>La quinta observación general del Comité, del 23 de septiembre de 2021, explica el derecho "
        "de las personas migrantes a la libertad y los límites de la detención. El artículo 16 de la "
        "Convención protege la libertad y la seguridad: a quien arrestan hay que decirle por qué, "
        "en un idioma que entienda; puede comunicarse con su consulado y acudir ante un juez.</p>"
        "<p>Por qué importa: la detención es una de las cosas más duras que le pueden pasar a una "
        "persona en camino. La observación da a quienes litigan y defienden derechos un texto de la "
        "ONU que citar.</p>",
    ),
    update(
        "review-forum-2022",
        "foro-de-examen-2022",
        "Primer Foro de Examen de la Migración Internacional",
        "Cuatro años después de Marrakech, los Estados se reúnen en Nueva York para ver qué ha sido "
        "del Pacto.",
        "El primer Foro de Examen de la Migración Internacional se reunió en Nueva York del 17 al 20 "
        "de mayo de 2022, tras una audiencia el 16 de mayo.",
        "<p>El primer Foro de Examen de la Migración Internacional se reunió en Nueva York del 17 al 20 "
        "de mayo de 2022, con una audiencia para la sociedad civil y otras partes interesadas el 16 de "
        "mayo. El Foro se reúne cada cuatro años, en el marco de la Asamblea General, para ver cuánto "
        "se ha avanzado con el Pacto Mundial.</p>"
        "<p>La NNIRR ayudó a dirigir la consulta de la sociedad civil para el Foro. En 2021, su "
        "codirectora Alma Maquitico había hablado en el cierre de la reunión de examen de América "
        "Latina y el Caribe.</p>"
        "<p>Por qué importa: el Pacto no es vinculante, de modo que el examen público es la vía "
        "principal para exigir a los gobiernos que lo cumplan.</p>",
    ),
]
