"""The letter to the Senators in Spanish: what it says, for those who send the English one."""

LETTER = {
    "language": "es",
    "subject": "Por favor, apoye la Convención sobre los Trabajadores Migratorios",
    "body": (
        "Vivo en su estado y le pido que apoye la Convención Internacional sobre la Protección de "
        "los Derechos de Todos los Trabajadores Migratorios y de Sus Familiares.\n\n"
        "La Asamblea General de las Naciones Unidas la aprobó en 1990. Está en vigor desde 2003. "
        "Estados Unidos participó en su redacción y no la ha firmado.\n\n"
        "La Convención no obliga a ningún Estado a dar papeles a nadie, ni exime a nadie de cumplir "
        "la ley. Dice que las personas conservan sus derechos mientras trabajan en un país que no es "
        "el suyo: ningún trabajo forzoso, ninguna detención sin un motivo y un juez, igual salario e "
        "iguales condiciones de trabajo, el derecho a afiliarse a un sindicato, atención médica "
        "urgente, una escuela para cada niña y cada niño.\n\n"
        "Un tratado necesita el consentimiento del Senado. Le pido\n"
        "- que inste al Presidente a firmar la Convención y enviarla al Senado;\n"
        "- que escuche en sesión pública a las trabajadoras y los trabajadores migrantes y a sus "
        "organizaciones;\n"
        "- que vote a favor del consentimiento cuando la Convención llegue al Senado.\n\n"
        "Le ruego que me diga cuál es su posición.\n\n"
        "Atentamente,"
    ),
}
