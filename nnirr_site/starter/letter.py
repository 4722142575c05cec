"""The letter that signers of the call can send to their two Senators: NNIRR's own text.

Its facts are those of the call's statement.
"""

LETTER = {
    "language": "en",
    "subject": "Please support the Migrant Workers Convention",
    "body": (
        "I live in your state, and I ask you to support the International Convention on the "
        "Protection of the Rights of All Migrant Workers and Members of Their Families.\n\n"
        "The United Nations General Assembly adopted it in 1990. It has been in force since 2003. "
        "The United States took part in drafting it and has not signed it.\n\n"
        "The Convention obliges no State to give anyone papers, and frees no one from the law. It "
        "says that people keep their rights while they work in a country not their own: no forced "
        "labor, no arrest without a reason and a judge, equal pay and equal conditions at work, "
        "the right to join a union, urgent medical care, a school for every child.\n\n"
        "A treaty needs the consent of the Senate. I ask you to\n"
        "- urge the President to sign the Convention and send it to the Senate;\n"
        "- hear migrant workers and their organizations in open session;\n"
        "- vote for consent when the Convention comes before you.\n\n"
        "Please tell me where you stand.\n\n"
        "Sincerely,"
    ),
}
