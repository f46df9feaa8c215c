"""The fields of task (taakvelden) a municipality books its money on, with the year of the list.

From the Iv3 rules of 2025 (Informatie voor derden), as far as they touch residents' initiatives. A code
can mean something else in another year: so the year is part of the value. A later list comes beside
this one and replaces nothing.
"""

JAAR = 2025
LIJST_2025 = (
    ("0.1", "Bestuur"),
    ("0.4", "Overhead"),
    ("0.8", "Overige baten en lasten"),
    ("0.10", "Mutaties reserves"),
    ("3.1", "Economische ontwikkeling"),
    ("4.3", "Onderwijsbeleid en leerlingzaken"),
    ("5.1", "Sportbeleid en activering"),
    ("5.2", "Sportaccommodaties"),
    ("5.3", "Cultuurpresentatie, cultuurproductie en cultuurparticipatie"),
    ("5.4", "Musea"),
    ("5.5", "Cultureel erfgoed"),
    ("5.6", "Media"),
    ("5.7", "Openbaar groen en (openlucht) recreatie"),
    ("6.1", "Samenkracht en burgerparticipatie"),
    ("6.21", "Toegang en eerstelijnsvoorzieningen Wmo"),
    ("6.22", "Toegang en eerstelijnsvoorzieningen Jeugd"),
    ("6.23", "Toegang en eerstelijnsvoorzieningen Integraal"),
    ("6.3", "Inkomensregelingen"),
    ("6.4", "WSW en beschut werk"),
    ("6.5", "Arbeidsparticipatie"),
    ("6.60", "Hulpmiddelen en diensten (Wmo)"),
    ("6.711", "Huishoudelijke hulp (Wmo)"),
    ("6.712", "Begeleiding (Wmo)"),
    ("6.713", "Dagbesteding (Wmo)"),
    ("6.714", "Overige maatwerkarrangementen (Wmo)"),
    ("6.751", "Jeugdhulp ambulant lokaal"),
    ("6.752", "Jeugdhulp ambulant regionaal"),
    ("6.753", "Jeugdhulp ambulant landelijk"),
    ("6.761", "Jeugdhulp met verblijf lokaal"),
    ("6.762", "Jeugdhulp met verblijf regionaal"),
    ("6.763", "Jeugdhulp met verblijf landelijk"),
    ("6.791", "PGB Wmo"),
    ("6.792", "PGB Jeugd"),
    ("6.811", "Beschermd wonen (Wmo)"),
    ("6.812", "Maatschappelijke- en vrouwenopvang (Wmo)"),
    ("6.821", "Jeugdbescherming"),
    ("6.822", "Jeugdreclassering"),
    ("6.91", "Coördinatie en beleid Wmo"),
    ("6.92", "Coördinatie en beleid Jeugd"),
    ("7.1", "Volksgezondheid"),
    ("7.4", "Milieubeheer"),
    ("8.1", "Ruimte en leefomgeving"),
    ("8.3", "Wonen en bouwen"),
)

TAAKVELDEN = tuple((f"{JAAR}-{code}", f"{code} {naam} ({JAAR})") for code, naam in LIJST_2025)
"""Value and words of each."""
_DUBBEL = {"0.1", "0.10"}
KORT = tuple((f"{JAAR}-{code}", code) for code, _ in LIJST_2025 if code not in _DUBBEL)
"""The code alone, as people type it: of the newest list. A sheet makes one number of 0.1 and 0.10."""
