"""Every address the starter content leads to, once, with its label and as-of date.

Only addresses whose archived copy was seen are here. ``link=True`` marks the ones that may be
offered to readers as a destination; the others serve as the source of a statement only.
``tests/content/verified_addresses.csv`` is the list these are checked against.
"""

from dataclasses import dataclass

RESEARCH_CLOSED = "2026-01-31"
"""Day up to which the research behind the starter content reaches."""


@dataclass(frozen=True)
class Source:
    """A publication: what it is called here, where it is, up to when it was followed."""

    label: str
    url: str
    as_of: str = RESEARCH_CLOSED
    link: bool = False


SOURCES = {
    # The Convention
    "convention-text": Source(
        "UN Human Rights Office (OHCHR): text of the Convention",
        "https://www.ohchr.org/en/instruments-mechanisms/instruments/"
        "international-convention-protection-rights-all-migrant-workers",
        link=True,
    ),
    "convention-status": Source(
        "UN Treaty Collection: status of the Convention",
        "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=IV-13"
        "&chapter=4&clang=_en",
        link=True,
    ),
    "convention-status-fr": Source(
        "Collection des traités des Nations Unies : état de la Convention",
        "https://treaties.un.org/Pages/ViewDetails.aspx?chapter=4&clang=_fr&mtdsg_no=IV-13"
        "&src=TREATY",
        link=True,
    ),
    "convention-status-xml": Source(
        "UN Treaty Collection: status list with dates (XML)",
        "https://treaties.un.org/doc/Publication/MTDSG/Volume%20I/Chapter%20IV/iv-13.en.xml",
        link=True,
    ),
    "convention-registration": Source(
        "UN Treaty Series: registration no. 39481",
        "https://treaties.un.org/Pages/showDetails.aspx?objid=080000028004b0a9&clang=_fr",
        link=True,
    ),
    "resolution-45-158": Source(
        "General Assembly resolution 45/158, December 18, 1990",
        "http://www.un.org/documents/ga/res/45/a45r158.htm",
        link=True,
    ),
    "committee-december-2025": Source(
        "UN Geneva: Committee on Migrant Workers closes its 41st session, December 2025",
        "https://www.ungeneva.org/en/news-media/meeting-summary/2025/12/"
        "le-comite-pour-la-protection-des-droits-de-tous-les-travailleurs",
        as_of="2025-12-11",
        link=True,
    ),
    "committee-opening-2025": Source(
        "UN Geneva: Committee on Migrant Workers opens its 41st session, December 2025",
        "https://www.ungeneva.org/en/news-media/meeting-summary/2025/12/"
        "le-comite-des-droits-des-travailleurs-migrants-ouvre-sa-41eme",
        as_of="2025-12-01",
    ),
    "committee-april-2025": Source(
        "UN Geneva: Committee on Migrant Workers, meeting summary of April 2025",
        "https://ungeneva.org/en/news-media/meeting-summary/2025/04/"
        "committee-protection-rights-all-migrant-workers-and-members",
        as_of="2025-04-30",
    ),
    "committee-first-session": Source(
        "UN News: the Committee's first session, March 2004",
        "https://news.un.org/en/story/2004/03/"
        "96222-panel-monitoring-un-treaty-migrant-workers-calls-more-ratifications",
    ),
    "committee-guide": Source(
        "International Justice Resource Center: Committee on Migrant Workers",
        "http://www.ijrcenter.org/un-treaty-bodies/committee-on-migrant-workers/",
    ),
    "drafting-history": Source(
        "University of Virginia, human rights drafting history: resolution 34/172",
        "https://hr-travaux.law.virginia.edu/document/international-migration/ac3451/nid-18",
    ),
    "general-comment-1": Source(
        "Committee on Migrant Workers: general comment No. 1 on migrant domestic workers",
        "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Download.aspx"
        "?symbolno=CMW%2FC%2FGC%2F1&Lang=en",
        link=True,
    ),
    "general-comment-2": Source(
        "Committee on Migrant Workers: general comment No. 2 on migrants in an irregular situation",
        "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Download.aspx"
        "?symbolno=CMW%2FC%2FGC%2F2&Lang=en",
        link=True,
    ),
    "general-comments": Source(
        "Texts of the Committee's general comments 1 to 5 (research copy)",
        "https://github.com/lszoszk/UN-TreatyBodiesDocSearch",
    ),
    "final-clauses": Source(
        "Convention, Part IX: final clauses (copy)",
        "https://lawin.org/"
        "international-convention-on-the-protection-of-the-rights-of-all-migrant-11/",
    ),
    "part-three": Source(
        "Convention, Part III: articles 33 to 35 (copy)",
        "https://lawin.org/"
        "international-convention-on-the-protection-of-the-rights-of-all-migrant-5/",
    ),
    "part-three-expulsion": Source(
        "Convention, Part III: articles 20 to 22 (copy)",
        "http://lawin.org/"
        "international-convention-on-the-protection-of-the-rights-of-all-migrant-4/",
    ),
    "fact-sheet-24": Source(
        "OHCHR Fact Sheet No. 24: the Convention and its Committee (2005, copy)",
        "https://docslib.org/doc/6880971/"
        "the-international-convention-on-migrant-workers-and-its-committee",
        link=True,
    ),
    "ratification-guide": Source(
        "Steering Committee of the ratification campaign: guide on ratification (copy)",
        "http://lawsdocbox.com/Immigration/74001747-Guide-on-ratification-of-the-international-"
        "convention-on-the-protection-of-the-rights-of-all-migrant-workers-and-members-of-their-"
        "families-icrmw.html",
        link=True,
    ),
    "status-dataset-2022": Source(
        "Dataset: status of human rights treaties by State, August 2022",
        "https://github.com/world-politics-datalab/humanrights-treaties-ratification-status",
        as_of="2022-08-31",
        link=True,
    ),
    "nnirr-ratification": Source(
        "NNIRR: ratification of the Convention",
        "https://nnirr.org/programs/international-migrant-rights-global-justice/ratification-of-"
        "the-un-convention-on-the-rights-of-all-migrant-workers-and-members-of-their-families",
        link=True,
    ),
    "senate-treaties": Source(
        "US Senate: about treaties",
        "https://www.senate.gov/about/powers-procedures/treaties.htm",
        link=True,
    ),
    "treaty-basics": Source(
        "The basics of treaty ratification in the US Senate",
        "https://livableworld.org/the-basics-of-treaty-ratification-in-the-u-s-senate",
        link=True,
    ),
    "ilo-97": Source(
        "ILO NORMLEX: ratifications of Convention No. 97",
        "http://ilo.org/dyn/normlex/fr/f?p=NORMLEXPUB%3A11300%3A0%3A%3ANO%3A11300"
        "%3AP11300_INSTRUMENT_ID%3A312242%3ANO",
        link=True,
    ),
    "preamble": Source(
        "Text of the Convention, University of Tokyo database (copy)",
        "https://worldjpn.net/documents/texts/docs/19901218.T1E.html",
    ),
    # International Migrants Day
    "un-day": Source(
        "United Nations: International Migrants Day",
        "https://www.un.org/en/observances/migrants-day",
        link=True,
    ),
    "secretary-general-2025": Source(
        "UN Secretary-General: message for International Migrants Day 2025",
        "https://press.un.org/en/2025/sgsm22939.doc.htm",
        as_of="2025-12-02",
        link=True,
    ),
    "hrea-day": Source(
        "Human Rights Education Associates: International Migrants Day",
        "http://www.hrea.org/index.php?doc_id=932",
        link=True,
    ),
    "day-of-solidarity": Source(
        "IPP Media: International Day of Solidarity with Migrants",
        "https://www.ippmedia.com/en/editorial/we-ought-promote-international-day-solidarity-migrants",
    ),
    "day-history": Source(
        "International Days: International Migrants Day",
        "https://www.internationaldays.org/december/international-migrants-day",
    ),
    "nnirr-day-2008": Source(
        "NNIRR call to action for International Migrants Day 2008 (Fair Immigration blog)",
        "https://fairimmigration.wordpress.com/2008/12/09/"
        "action-international-migrants-day-december-18th/",
    ),
    "nnirr-day-2018": Source(
        "NNIRR: International Migrants Day 2018",
        "https://nnirr.org/join-the-international-migrants-day-tweet-storm-today/",
        link=True,
    ),
    "nnirr-report-2010": Source(
        "Oakland North: NNIRR on International Migrants Day, December 17, 2010",
        "https://oaklandnorth.net/2010/12/17/"
        "oakland-group-asks-for-migrants-protection-on-international-migrants-day/",
    ),
    "radio-1812-first": Source(
        "Deep Dish: Radio 1812, international radio event for migrants",
        "http://www.deepdishwavesofchange.org/2007/11/21/international-radio-event-for-migrants",
    ),
    "radio-1812": Source(
        "Farm Radio: Radio 1812",
        "https://wire.farmradio.fm/opportunities/"
        "december-18-celebrate-international-migrants-day-with-radio-1812/",
        link=True,
    ),
    "day-2016": Source(
        "UN Regional Information Centre: International Migrants Day 2016",
        "https://archive.unric.org/en/latest-un-buzz/30414-international-migrants-day-together-"
        "for-migration?tmpl=component&print=1&page=",
    ),
    "iom-together": Source(
        "IOM: Together for migration, 2016",
        "https://www.iom.int/together-migration",
    ),
    "day-2018": Source(
        "GK Today: International Migrants Day 2018",
        "https://www.gktoday.in/current-affairs/"
        "international-migrants-day-2018-observed-18th-december/",
    ),
    "day-2019": Source(
        "CubaPLUS: International Migrants Day 2019",
        "https://cubaplusmagazine.com/en/news/december-18-international-migrants-day.html",
    ),
    "day-2021": Source(
        "News18: International Migrants Day 2021",
        "https://www.news18.com/news/lifestyle/"
        "international-migrants-day-2021-theme-history-and-significance-4566584.html",
    ),
    "day-2024": Source(
        "The Hans India: International Migrants Day 2024",
        "https://www.thehansindia.com/life-style/"
        "international-migrants-day-2024-honouring-migrant-contributions-and-rights-930185",
    ),
    "day-2025": Source(
        "Tehran Times: International Migrants Day 2025",
        "https://www.tehrantimes.com/news/521772/Well-managed-migration-a-strategic-asset",
    ),
    "print-sale-2017": Source(
        "NNIRR: International Migrants Day 2017",
        "http://www.nnirr.org/~nnirrorg/drupal/IMD-2017",
    ),
    "visit-officials": Source(
        "Connexions: International Migrants Day calendar entry",
        "https://connexions.org/Calendar/events/10290.html",
    ),
    "day-ideas": Source(
        "Holiday Calendar: International Migrants Day",
        "https://holidaycalendar.io/holiday/international-migrants-day",
    ),
    "story-sharing-2025": Source(
        "Times Kuwait: International Migrants Day 2025",
        "https://timeskuwait.com/?p=70089",
    ),
    "statement-2015": Source(
        "SACCVI: International Migrants Day 2015",
        "https://saccvi.blogspot.com/2015/12/international-migrants-day.html",
    ),
    # Borders
    "borders-reliefweb": Source(
        "ReliefWeb: Recommended Principles and Guidelines on Human Rights at International Borders",
        "https://reliefweb.int/report/world/"
        "recommended-principles-and-guidelines-human-rights-international-borders",
        link=True,
    ),
    "borders-spanish": Source(
        "ACNUDH: Principios y Directrices recomendados sobre los derechos humanos en las "
        "fronteras internacionales",
        "https://acnudh.org/"
        "principios-y-directrices-recomendados-sobre-los-derechos-humanos-en-las-fronteras-internacionales",
        link=True,
    ),
    "borders-paper": Source(
        "UN document A/69/CRP.1, July 23, 2014 (copy)",
        "http://docplayer.net/54207-A-69-crp-1-recommended-principles-and-guidelines-on-human-"
        "rights-at-international-borders.html",
        link=True,
    ),
    "borders-statement": Source(
        "OHCHR: statement at the launch, October 23, 2014",
        "https://www.ohchr.org/EN/NewsEvents/Pages/DisplayNews.aspx?NewsID=15252&LangID=E",
        link=True,
    ),
    "borders-release": Source(
        "Global Coalition on Migration: press release, October 22, 2014",
        "http://gcmigration.org/2014/10/press-release-migrant-rights-advocates-applaud-release-"
        "of-principles-for-human-rights-at-international-borders/",
        link=True,
    ),
    "borders-advisory": Source(
        "Global Coalition on Migration: media advisory, October 2014",
        "https://www.gcmigration.org/2014/10/media-advisory-migrant-rights-groups-welcome-release-"
        "of-principles-for-human-rights-at-international-borders-at-69th-session-of-the-un-"
        "general-assembly/",
    ),
    "borders-icrc": Source(
        "ICRC library: Recommended Principles and Guidelines",
        "https://missingpersons.icrc.org/library/"
        "recommended-principles-and-guidelines-human-rights-international-borders",
        link=True,
    ),
    "borders-geneva": Source(
        "Program of the Geneva launch, March 23, 2015 (copy)",
        "https://studylib.net/doc/17691416/human-rights-at-international-borders",
    ),
    "borders-summary": Source(
        "QARN: summary of the Principles and Guidelines",
        "https://qarn.org.uk/"
        "recommended-principles-and-guidelines-on-human-rights-at-international-borders/",
    ),
    "borders-expert-meeting": Source(
        "EU Fundamental Rights Agency: guidelines on human rights at international borders, 2013",
        "http://fra.europa.eu/de/news/2013/leitlinien-zu-menschenrechten-internationalen-grenzen",
    ),
    "nnirr-border-justice": Source(
        "NNIRR: seeking border justice",
        "https://nnirr.org/seeking-border-justice/",
        link=True,
    ),
    # Networks
    "mri": Source(
        "Migrants Rights International: about",
        "http://www.migrantsrightsinternational.org/about-mri-2/",
        link=True,
    ),
    "mri-achievements": Source(
        "Migrants Rights International: achievements",
        "http://www.migrantsrightsinternational.org/our-achievements/",
    ),
    "gcm": Source(
        "Global Coalition on Migration: about",
        "https://www.gcmigration.org/about/",
        link=True,
    ),
    "gcm-first-meetings": Source(
        "Global Coalition on Migration: first meetings, June 2011",
        "https://www.gcmigration.org/2011/06/6-june-2011-first-gcm-meetings/",
    ),
    "gcm-launch": Source(
        "Global Coalition on Migration: meeting and launch, December 3, 2011",
        "https://www.gcmigration.org/2011/12/3-december-2001-gcm-meeting-and-launch/",
    ),
    "wimn": Source(
        "Women in Migration Network",
        "https://womeninmigration.org/",
        link=True,
    ),
    "wimn-work": Source(
        "Women in Migration Network: what we do",
        "https://womeninmigration.org/what-we-do/",
    ),
    "wimn-roots": Source(
        "Women in Migration Network: building analysis",
        "https://womeninmigration.org/what-we-do/building-analysis/",
    ),
    "wimn-bosch": Source(
        "Robert Bosch Stiftung: Women in Migration Network",
        "https://bosch-stiftung.de/de/projekt/women-migration-network",
    ),
    "wimn-gfmd-2024": Source(
        "Women in Migration Network: members at the GFMD, January 2024",
        "https://womeninmigration.org/2024/01/wimn-members-at-the-gfmd-january-2024/",
        as_of="2024-01-31",
    ),
    "wimn-forum-2024": Source(
        "Women in Migration Network: 2024 end-of-year wrap-up",
        "https://womeninmigration.org/2024/12/wimns-2024-end-of-the-year-wrap-up/",
        as_of="2024-12-31",
    ),
    "nnirr-womens-day-2014": Source(
        "NNIRR: International Women's Day 2014",
        "http://www.nnirr.org/drupal/es/intl-womens-day-2014",
    ),
    "nnirr-womens-voices": Source(
        "NNIRR: raising women's voices for immigrant justice",
        "https://nnirr.org/raising-womens-voices-for-immigrant-justice/",
        link=True,
    ),
    "nnirr-program": Source(
        "NNIRR: International Migrant Rights & Global Justice (earlier page)",
        "https://nnirr.org/drupal/programs/international-migrant-rights",
        link=True,
    ),
    # Bodies and processes
    "gfmd": Source("Global Forum on Migration and Development", "https://www.gfmd.org/", link=True),
    "gfmd-origin": Source(
        "GFMD: how the Forum began",
        "http://gfmd.org/node/226",
    ),
    "gfmd-civil-society": Source(
        "GFMD civil society mechanism",
        "https://gfmdcivilsociety.org/",
        link=True,
    ),
    "gfmd-2024": Source(
        "GFMD: Colombia takes over the chair, January 2024",
        "https://gfmd.org/news/passing-baton-colombia-takes-gfmd-chairship",
        as_of="2024-01-31",
    ),
    "gfmd-2025": Source(
        "Mirage News: the Forum in Colombia, September 2025",
        "https://www.miragenews.com/colombia-forum-urges-stronger-global-migration-1527487",
        as_of="2025-09-30",
    ),
    "gfmd-2025-mercy": Source(
        "Mercy World: update from the 15th GFMD summit in Riohacha",
        "https://www.mercyworld.org/newsroom/update-from-the-15th-global-forum-for-migration-"
        "and-development-summit-in-riohacha-colombia",
        as_of="2025-09-30",
    ),
    "pga": Source(
        "People's Global Action",
        "http://peoplesglobalaction.org/contact-us/",
        link=True,
    ),
    "pga-cities": Source(
        "WARBE: the cities of the People's Global Action, 2006 to 2015",
        "https://mail.warbe.org/engagements/pga.html",
        link=True,
    ),
    "pga-background": Source(
        "Transnational Migrant Platform-Europe: background of the People's Global Action",
        "https://transnationalmigrantplatform.net/campaigns-advocacy/background-pga/",
        link=True,
    ),
    "action-committee-imrf": Source(
        "Civil Society Action Committee: International Migration Review Forums",
        "https://csactioncommittee.org/international-migration-review-forums",
        link=True,
    ),
    "micic": Source(
        "MICIC initiative and Guidelines",
        "https://micicinitiative.iom.int/micic-initiative-and-guidelines",
        link=True,
    ),
    "micic-launch": Source(
        "WorldReach: United States and Philippines launch the Guidelines, June 2016",
        "https://worldreach.com/united-states-philippines-launch-global-guidelines-protect-migrants/",
    ),
    "micic-invitation": Source(
        "Invitation to the launch of the MICIC Guidelines, New York (copy)",
        "https://www.scribd.com/document/314706147/"
        "Invitation-MICIC-Initiative-Guidelines-Launch-NY",
    ),
    "network-on-migration": Source(
        "UN Network on Migration",
        "https://migrationnetwork.un.org/",
        link=True,
    ),
    "compact-vote": Source(
        "IISD: General Assembly votes to endorse the Marrakech Compact on Migration",
        "https://sdg.iisd.org/news/unga-votes-to-endorse-marrakech-compact-on-migration/",
        link=True,
    ),
    "compact-jurist": Source(
        "Jurist: UN endorses the global migration pact, December 2018",
        "https://jurist.org/news/2018/12/un-endorses-global-migration-pact",
    ),
    "compact-resolution": Source(
        "General Assembly resolution 73/195 (vLex)",
        "https://international.vlex.com/vid/res-73-195-resolucion-861191321",
    ),
    "imrf-2022": Source(
        "IOM: first International Migration Review Forum concludes, May 2022",
        "https://roasiapacific.iom.int/news/"
        "first-united-nations-forum-international-migration-concludes-today",
        as_of="2022-05-20",
    ),
    "imrf-2022-spanish": Source(
        "OIM: Foro de Examen de la Migración Internacional 2022",
        "https://iom.int/es/foro-de-examen-de-la-migracion-internacional-2022",
        as_of="2022-05-20",
        link=True,
    ),
    "progress-declaration": Source(
        "Quaker UN Office: consensus adoption of the Progress Declaration, June 2022",
        "https://quno.org/timeline/2022/6/"
        "international-migration-review-forum-consensus-adoption-progress-declaration",
        as_of="2022-06-07",
    ),
    "nnirr-blog-2021": Source(
        "NNIRR blog, 2021",
        "https://nnirr.org/nnirr-blog-launching-our-website-petition-on-refugees-bidens-100-days-and-more/",
    ),
    "ngo-committee": Source(
        "Conference of NGOs (CoNGO): items on NNIRR",
        "http://ngocongo.org/tag/nnirr/",
    ),
    "hong-kong-2005": Source(
        "Funders Network: forum at the WTO ministerial in Hong Kong, 2005",
        "https://www.fntg.org/orgs/project_op-view-projectid-406.html",
    ),
    "withdrawal-memorandum": Source(
        "White House memorandum of January 7, 2026 (copy)",
        "https://thefollowup.ai/article/"
        "withdrawal-from-wasteful-ineffective-or-harmful-international-organizations",
        as_of="2026-01-07",
    ),
    "withdrawal-66": Source(
        "The Filipino Times: US exit from 66 international bodies, January 8, 2026",
        "https://filipinotimes.net/latest-news/2026/01/08/"
        "trump-orders-u-s-exit-from-66-global-and-un-affiliated-organizations/",
        as_of="2026-01-08",
    ),
    "withdrawal-list": Source(
        "Media Bypass: list of the 66 bodies, January 2026",
        "https://mediabypassnews.com/"
        "us-withdraws-from-66-international-organizations-identified-ineffective/amp",
        as_of="2026-01-08",
    ),
    # Figures
    "migrant-stock": Source(
        "UN DESA: International Migrant Stock 2024",
        "https://www.un.org/development/desa/pd/content/international-migrant-stock",
        as_of="2024-07-01",
        link=True,
    ),
    "migration-data-portal": Source(
        "Migration Data Portal: international migrant stocks",
        "https://www.migrationdataportal.org/themes/international-migrant-stocks-overview",
        as_of="2024-07-01",
        link=True,
    ),
    "migrants-dawn": Source(
        "Dawn: UN figures on international migrants, 1990 to 2024",
        "https://www.dawn.com/news/1892702/number-of-migrants-doubled-since-1990-un",
        as_of="2024-07-01",
    ),
    "world-migration-report": Source(
        "IOM: World Migration Report 2024, chapter 2",
        "https://worldmigrationreport.iom.int/what-we-do/world-migration-report-2024-chapter-2/"
        "international-migrants-numbers-and-trends",
        as_of="2024-12-31",
        link=True,
    ),
    "ilo-estimates": Source(
        "United Nations in Mauritius: ILO global estimates on international migrant workers",
        "https://mauritius.un.org/en/286045-global-estimates-international-migrant-workers",
        as_of="2024-12-31",
    ),
    "ilo-estimates-press": Source(
        "UrduPoint: ILO estimates, December 2024",
        "https://www.urdupoint.com/en/middle-east/"
        "international-migrants-vital-force-in-global-1893681.html",
        as_of="2024-12-31",
    ),
    # NNIRR
    "nnirr": Source("NNIRR", "https://nnirr.org/", link=True),
    "nnirr-history": Source("NNIRR: history", "https://nnirr.org/history/", link=True),
    "nnirr-35": Source(
        "NNIRR: reflections on the 35th anniversary",
        "https://nnirr.org/reflections-on-nnirrs-35th-anniversary/",
    ),
    "nnirr-profile": Source(
        "US Human Rights Network: profile of NNIRR",
        "https://www.ushrnetwork.org/news-updates/"
        "64-day-campaign-week-four-highlight-national-network-immigrant-refugee-rights",
    ),
}
"""Key → source. A key that is not used by any text is an error (see the tests)."""
