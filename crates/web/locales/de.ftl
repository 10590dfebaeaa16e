# The words of the interface. Both languages have the same keys; a test compares them.

## The frame

site-name = Blaupausen-Register
skip-link = Zum Inhalt springen
nav-main = Hauptnavigation
nav-footer = Über diese Seiten
nav-blueprints = Blaupausen
nav-organisations = Organisationen
nav-reference = Schnittstelle
nav-accessibility = Barrierefreiheit
nav-privacy = Datenschutz
nav-notices = Lizenzhinweise
other-language = English
yes = Ja
no = Nein
days =
    { $n ->
        [one] ein Tag
       *[other] { $number } Tage
    }
plain-number = { $number }

## Start page

home-heading = Startseite
home-title = Was andere schon gelöst haben, müssen Sie nicht neu erfinden
home-lead = Eine Blaupause beschreibt, wie eine Kommune eine Leistung digital erbringt: Ablauf, Recht, Sicherheit, Anbieter und Einführung. Suchen Sie eine passende und übernehmen Sie sie oder leiten Sie Ihre eigene davon ab.
home-figures = Im Register
figure-blueprints = Blaupausen
figure-proven = Erprobt oder Standard
figure-organisations = Organisationen
home-proven = Erprobte Blaupausen
home-all-proven = Alle erprobten Blaupausen ansehen
home-newest = Zuletzt aktualisiert
home-empty = Noch ist keine Blaupause veröffentlicht.
home-all = Alle Blaupausen ansehen

## Search

search-label = Welche Leistung suchen Sie?
search-button = Suchen
suggest-label = Vorschläge
suggest-none = Keine Vorschläge
suggest-one = Ein Vorschlag, wählbar mit den Pfeiltasten
suggest-many = { $value } Vorschläge, wählbar mit den Pfeiltasten
suggest-count = in { $value } Blaupausen
suggest-blueprint = Blaupause öffnen
suggest-title = Titel suchen
suggest-service = Leistung suchen
suggest-owner = Herausgeber suchen
suggest-keyword = Schlagwort suchen
search-hint = Zum Beispiel „Parkausweis für Handwerker“ oder ein Leistungsschlüssel
results-title = Blaupausen
results-title-for = Suche nach „{ $value }“
results-count =
    { $n ->
        [one] 1 Blaupause
       *[other] { $number } Blaupausen
    }
results-narrow = Eingrenzen und ordnen
results-sort = Ordnen nach
sort-relevance = Beste Treffer zuerst
sort-updated = Zuletzt aktualisiert zuerst
sort-adoptions = Am häufigsten nachgenutzt zuerst
sort-name = Titel
results-apply = Auswahl anwenden
results-active = Gewählte Filter
results-remove = Filter entfernen:
results-clear = Alle Filter entfernen
results-empty = Dazu wurde keine Blaupause gefunden.
results-help-words = Versuchen Sie andere oder weniger Wörter.
results-help-spelling = Prüfen Sie die Schreibweise. Umlaute können Sie auch als ae, oe und ue schreiben.
results-help = Was sonst hilft
results-help-all = Alle Blaupausen ansehen
feed-link = Diese Suche als Feed
feed-all = Neue Fassungen aller Blaupausen
feed-filtered = Neue Fassungen ausgewählter Blaupausen
feed-search = Neue Fassungen zu „{ $value }“
feed-owner = Neue Fassungen von { $value }
results-unknown-word = „{ $value }“ kommt in keiner Blaupause vor.
results-instead = Gesucht wurde deshalb nach
results-partial = Keine Blaupause enthält alle Wörter. Diese enthalten die meisten.
results-notes = Zu Ihrer Suche
results-explain = Zeigen, wie die Reihenfolge zustande kommt
results-explain-not = Nicht mehr zeigen, wie die Reihenfolge zustande kommt
nearest-title = Das Nächstliegende
nearest-no-filters = Ohne Filter
nearest-without = Ohne „{ $value }“
nearest-plain = Nur nach den Wörtern suchen, ohne Anführungszeichen, Minus und Teile
nearest-plain-no-filters = Nur nach den Wörtern suchen, ohne Filter
nearest-deprecated = Unter abgekündigten Blaupausen
nearest-words = Ähnlich geschrieben
range-population = Für eine Kommune mit so vielen Einwohnern
range-population-hint = Zum Beispiel 12.500
range-no-number = „{ $value }“ wurde nicht als Zahl der Einwohner verstanden und übergangen. Schreiben Sie nur Ziffern, zum Beispiel 12500.
range-no-seal = „{ $value }“ ist keine Stufe der Souveränität und wurde übergangen. Es gibt SEAL 0 bis 4.
range-seal = Verlangte Stufe der Souveränität
range-from = Von
range-to = Bis
range-any = Beliebig
chip-population = Für { $number } Einwohner
ours-label = Passt zu uns
ours-all = Nicht danach richten
ours-chip = Passt zu { $value }
ours-directory = Passt zu uns: Wählen Sie Ihre Organisation im Verzeichnis.
ours-search = Blaupausen suchen, die zu dieser Organisation passen
fit-no-verdict = „{ $value }“ ist kein Urteil über die Eignung und wurde übergangen. Wählen Sie unter „Eignung“.
ours-unknown = Eine Organisation mit dem Kürzel „{ $value }“ gibt es hier nicht. Die Treffer richten sich nach keiner Organisation.
ours-judged = Ob eine Blaupause zu { $value } passt, ist für alle Treffer geprüft: nach Land, Art, Zahl der Einwohner und den Anforderungen an Produkte. Unter „Eignung“ wählen Sie, was gezeigt wird. Die Gründe stehen beim Treffer.
ours-left-out = Was nicht passt, ist ausgeblendet.
ours-not-known = Nicht bekannt ist von der Organisation: { $value }. Wo es darauf ankommt, bleibt ein Punkt offen.
ours-fact-state = Land
ours-fact-kind = Art der Verwaltung
ours-fact-population = Zahl der Einwohner
suits-fits = Passt
suits-gaps = Passt, mit offenen Punkten
suits-unfit = Passt nicht
suits-more =
    { $n ->
        [one] und ein weiterer Punkt
       *[other] und { $number } weitere Punkte
    }
score-title = Wie dieser Platz zustande kommt
score-word = Wort
score-found = Gefunden
score-where = Punkte nach Fundort
score-worth = Punkte
score-how-unit = als Name, Schlüssel oder Paragraf
score-how-word = als Wort
score-how-compound = in einem längeren Wort
score-how-parts = in seinen Bestandteilen
score-how-beginning = als Anfang eines Wortes
score-how-mended = ähnlich geschrieben
score-how-none = nicht
score-place-title = Titel
score-place-head = Kurzbeschreibung, Schlagwörter, Leistung, Herausgeber
score-place-body = übriger Text
score-place-unit = als Ganzes
score-whole = Die Eingabe ist genau ein Name, ein Titel oder ein Schlüssel
score-coverage = Anteil der gefundenen Wörter
score-standing = Reife und Nachnutzung; weniger, wenn überfällig oder abgekündigt
score-total = Zusammen
paging-label = Seiten
paging-page = Seite { $number }
paging-previous = Vorige Seite
paging-next = Nächste Seite
card-service = Leistung { $value }
card-seal = mindestens SEAL { $value }
card-used = { $n ->
        [one] von 1 Organisation nachgenutzt
       *[other] von { $n } Organisationen nachgenutzt
    }
card-updated = aktualisiert am
section-title = Titel
section-summary = Kurzbeschreibung
section-keyword = Schlagwort
section-service = Leistung
section-owner = Herausgeber
section-law = Rechtsgrundlage
section-step = Im Ablauf
section-role = Beteiligt
section-requirement = In den Anforderungen
section-parameter = Stellgröße
section-document = Unterlage
section-vendor = Anbieter
section-attachment = Anhang
section-scope = Umfang
section-control = Sicherheitsmaßnahme
section-description = In der Beschreibung

## Facets

facet-fit = Eignung
facet-owner = Herausgeber
facet-state = Land
facet-service = Leistungsschlüssel
facet-keyword = Schlagwort
facet-maturity = Reifegrad
facet-license = Lizenz
facet-vendor = Anbieter
facet-min-seal = Mindeststufe der Souveränität
facet-protection-need = Höchster Schutzbedarf
facet-trust-level = Vertrauensniveau
facet-target-group = Zielgruppe
facet-channel = Durchgängig digital
facet-adopted-by = Nachgenutzt von
facet-kind = Art des Herausgebers
facet-deprecated = Abgekündigt
facet-deprecated-true = Ja
facet-deprecated-false = Nein
facet-channel-digital = Ganz digital
facet-channel-breaks = Mit Schritten außerhalb des Digitalen
seal-level = SEAL { $value }

## Versions

version-name = Version { $value }
version-published = veröffentlicht am
blueprint-deprecated = Diese Blaupause ist seit { $value } abgekündigt.
blueprint-deprecated-reason = Grund:
blueprint-successor = Nachfolger:
blueprint-moved = Diese Blaupause ist am { $value } umgezogen:
blueprint-moved-short = Diese Blaupause ist umgezogen:
blueprint-moved-about = Neue Versionen erscheinen dort. Was hier veröffentlicht ist, bleibt lesbar.
blueprint-came-from = Diese Blaupause ist umgezogen. Bisher stand sie unter
blueprint-came-from-versions = Frühere Versionen
blueprint-deprecated-short = abgekündigt
about-follow-up = Führt die Blaupause weiter
version-yanked = Diese Version ist zurückgezogen.
version-yanked-reason = Grund:
upstream-yanked = Diese Ableitung steht auf Version { $value } ihres Ursprungs. Diese Version ist zurückgezogen.
upstream-deprecated = Der Ursprung dieser Ableitung ist seit { $value } abgekündigt.
upstream-see = Zum Abgleich mit dem Ursprung
version-other = Sie sehen nicht die neueste Fassung. Die neueste ist Version { $value }.
version-to-latest = Zur neuesten Version
versions-about = Eine veröffentlichte Version ändert sich nicht mehr. An der Prüfsumme (SHA-256) erkennen Sie, dass ein Dokument unverändert ist.
versions-caption =
    { $n ->
        [one] Eine Version
       *[other] { $number } Versionen, die neueste zuerst
    }
versions-version = Version
versions-shown = (hier gezeigt)
versions-published = Veröffentlicht
versions-changes = Was sich geändert hat
versions-digest = Prüfsumme
versions-document = Dokument
versions-download = Herunterladen
versions-older = Ältere Versionen

## Comparing versions

compare-title = Versionen vergleichen
compare-about = Was sich zwischen zwei Versionen geändert hat, auch zwischen zwei Blaupausen. Jede Änderung sagt, wie weit die Versionsnummer ihretwegen mindestens steigt.
compare-from = Frühere Version
compare-to = Spätere Version
compare-button = Vergleichen
compare-unnamed = Schreiben Sie organisation/name@Version, zum Beispiel mrn/handwerkerparkausweis@2.0.0. Statt der Nummer geht auch „latest“.
compare-unknown = Diese Version gibt es nicht.
compare-equal = Nichts hat sich geändert.
compare-asks-major = Wer die frühere Version nutzt, muss etwas anpassen: Hauptversion.
compare-asks-minor = Es kommt etwas hinzu, das Bisherige geht weiter: Nebenversion.
compare-asks-patch = Nur Texte, Ansprechstellen oder Reihenfolge: Korrekturversion.
compare-turn = In umgekehrter Richtung vergleichen
compare-breaks = Medienbrüche: { $value }
compare-change = Änderung
compare-level = Stufe
compare-before = Vorher
compare-after = Nachher
compare-nothing = nicht vorhanden
bump-major = Hauptversion
bump-minor = Nebenversion
bump-patch = Korrektur
versions-compare = Vergleich mit { $value }
versions-parents = Zusammengeführt aus { $value }
versions-override = Kleinerer Schritt als vorgeschrieben. Grund:

## Tabs of a blueprint

tabs-label = Teile dieser Blaupause
tab-overview = Überblick
tab-process = Ablauf
tab-security = Sicherheit
tab-vendors = Anbieter und Souveränität
tab-adoptions = Nachnutzung
tab-versions = Versionen
tab-lineage = Ableitungen

## Overview

overview-download = Dokument herunterladen (JSON)
overview-adopt = Nachnutzen
overview-fork = Eigene Ableitung beginnen
overview-overdue = Der Tag, bis zu dem diese Blaupause überprüft werden sollte, ist vorbei. Fragen Sie die Ansprechstelle nach dem Stand.
overview-description = Was die Blaupause löst
overview-changes = Neu in dieser Version
overview-service = Um welche Leistung es geht
overview-scope = Umfang
overview-where = Für wen sie geeignet ist
overview-law = Rechtsgrundlagen
overview-costs = Kosten der Einführung und des Betriebs
overview-operations = Betrieb
overview-bound = Andere Blaupausen und Dateien
overview-contacts = Ansprechstellen
overview-about = Über diese Blaupause
overview-parameters = Stellgrößen
overview-parameters-about = Diese Werte legt Ihre Kommune selbst fest, ohne die Blaupause abzuleiten.
overview-parameters-caption =
    { $n ->
        [one] Eine Stellgröße
       *[other] { $number } Stellgrößen
    }
parameter-title = Stellgröße
parameter-default = Vorgabe
parameter-binding = Spielraum
overview-rollout = Einführung
rollout-caption = Schritte der Einführung
rollout-step = Schritt
rollout-responsible = Zuständig
rollout-effort = Aufwand in Personentagen
overview-extensions = Erweiterungen und Quellen
overview-extensions-about = Weitere Einträge des Herausgebers. Das Register wertet sie nicht aus.
overview-lineage = Ursprung und Ableitungen
lineage-upstream = Abgeleitet von
lineage-no-forks = Von dieser Blaupause ist noch nichts abgeleitet.
lineage-forks =
    { $n ->
        [one] Eine Blaupause ist hiervon abgeleitet:
       *[other] { $number } Blaupausen sind hiervon abgeleitet:
    }
overview-similar = Ähnliche Blaupausen
overview-how-to-fork = So leiten Sie ab
fork-about = Eine Ableitung ist Ihre eigene Blaupause. Sie merkt sich, von welcher Version sie stammt. Mit einem Zugangsschlüssel Ihrer Organisation legen Sie sie mit diesem Befehl an:
fork-placeholders = Ersetzen Sie IHRE-KOMMUNE durch den Namen Ihrer Organisation im Register und die drei Punkte durch den Grund der Ableitung.

## Who uses a blueprint

adoptions-who = Wer die Blaupause nutzt
adoptions-count =
    { $n ->
        [0] Noch keine Organisation hat eingetragen, dass sie diese Blaupause nutzt.
        [one] Eine Organisation nutzt diese Blaupause.
       *[other] { $number } Organisationen nutzen diese Blaupause.
    }
adoptions-effort-one = Aufwand der Einführung: { $value } Stunden
adoptions-effort-range = Aufwand der Einführung: { $value } Stunden
adoptions-effort-told =
    { $n ->
        [one] (eine Angabe).
       *[other] ({ $number } Angaben).
    }
adoptions-more =
    { $n ->
        [one] Eine weitere Organisation ist hier nicht aufgeführt.
       *[other] { $number } weitere Organisationen sind hier nicht aufgeführt.
    }
adoptions-all = Alle als Daten abrufen
adoptions-how = Nachnutzen
adoptions-how-about = Wer eine Blaupause nachnutzt, übernimmt sie, wie sie ist, und legt nur die Stellgrößen fest. Tragen Sie ein, dass Ihre Organisation sie nutzt: Andere Kommunen finden dann heraus, wer Erfahrung hat, und Sie erfahren, was sich mit neuen Versionen ändert.
adoptions-to-parameters = Stellgrößen mit Vorgaben
adoptions-to-rollout = Schritte der Einführung
adoptions-sign-in = Anmelden, um die Nutzung einzutragen
adoptions-program = Mit dem Programm
adoptions-placeholders = Ersetzen Sie IHRE-KOMMUNE durch den Namen Ihrer Organisation im Register.
adoption-organisation = Organisation
adoption-size = Größe
adoption-version = Version
adoption-since = Seit
adoption-effort-short = Stunden
adoption-form = Nutzung durch { $value }
adoption-suits = Prüfen, ob die Blaupause zu Ihrer Organisation passt
adoption-for = Organisation
adoption-for-version = Version
adoption-choose = Formular dafür zeigen
adoption-public = Öffentlich sind Version, Stand, Produkt, Beginn und Aufwand. Die Stellgrößen und die Notiz sieht nur Ihre Organisation.
adoption-stage = Stand
adoption-stage-planned = Geplant
adoption-stage-introducing = In Einführung
adoption-stage-productive = Im Betrieb
adoption-stage-ended = Beendet
adoption-product = Eingesetztes Produkt
adoption-no-product = Kein Produkt angeben
adoption-started-on = Beginn (Jahr-Monat-Tag)
adoption-effort = Aufwand der Einführung in Stunden
adoption-settings = Stellgrößen
adoption-settings-about = Leere Felder bleiben offen.
adoption-open = Noch offen
adoption-suggested = Vorgabe: { $value }
adoption-json = Angabe im Format JSON
adoption-no-json = Dieser Text ist kein JSON. Der Fehler liegt bei Zeile und Spalte { $value }. Schreiben Sie zum Beispiel ["Montag", "Dienstag"].
adoption-no-hours = „{ $value }“ ist keine ganze Zahl von Stunden. Schreiben Sie zum Beispiel 80.
adoption-note = Notiz für die eigene Organisation
adoption-record = Eintragen
adoption-mistake = Irrtümlich eingetragen?
adoption-mistake-about = Entfernt wird der ganze Eintrag. Wenn Sie die Blaupause genutzt haben und nicht mehr nutzen, wählen Sie oben den Stand „Beendet“.
adoption-remove = Eintrag entfernen
adoption-newer =
    { $n ->
        [one] Es gibt eine neuere Version.
       *[other] Es gibt { $number } neuere Versionen.
    }
adoption-yanked = Ihre Version wurde zurückgezogen.
adoption-security = Die Änderungen betreffen die Sicherheit.
adoption-compare = Was sich geändert hat
size-class-under-5000 = unter 5.000 Einwohner
size-class-under-20000 = 5.000 bis unter 20.000
size-class-under-100000 = 20.000 bis unter 100.000
size-class-from-100000 = ab 100.000 Einwohner

## Forks of a blueprint

sync-title = Abgleich mit dem Ursprung
sync-behind =
    { $n ->
        [0] Auf dem Stand des Ursprungs
        [one] 1 Version hinter dem Ursprung
       *[other] { $number } Versionen hinter dem Ursprung
    }
sync-own =
    { $n ->
        [0] keine eigenen Änderungen
        [one] 1 eigene Änderung
       *[other] { $number } eigene Änderungen
    }
sync-base = Übernommen ist Version { $value } des Ursprungs.
sync-security = Was neu ist, betrifft auch die Sicherheit. Sehen Sie sich diese Änderungen zuerst an:
sync-newer = Neue Versionen des Ursprungs
sync-newer-more =
    { $n ->
        [one] Eine ältere neue Version ist hier nicht aufgeführt.
       *[other] { $number } ältere neue Versionen sind hier nicht aufgeführt.
    }
sync-concerns-security = betrifft die Sicherheit
sync-compare = Vergleich mit dem übernommenen Stand
sync-incoming = Was Version { $value } bringt
sync-incoming-none = Diese Version ändert nichts, was eine Ableitung übernimmt.
sync-own-title = Eigene Änderungen
sync-own-about = Darin unterscheidet sich die Ableitung vom übernommenen Stand. Hat der Ursprung dieselbe Stelle geändert, müssen Sie beim Abgleich entscheiden.
sync-own-none = Die Ableitung hat nichts geändert, was auch der Ursprung ändern könnte.
sync-local =
    { $n ->
        [one] Eine Stelle zählt nicht mit. Jede Ableitung legt sie selbst fest: Name, Ansprechstellen, Pflege und Vorgaben der Stellgrößen.
       *[other] { $number } Stellen zählen nicht mit. Jede Ableitung legt sie selbst fest: Name, Ansprechstellen, Pflege und Vorgaben der Stellgrößen.
    }
sync-all = Alles, was neu ist, mit vorher und nachher
sync-all-own = Alle eigenen Änderungen mit vorher und nachher
sync-more =
    { $n ->
        [one] Eine weitere Änderung steht im Vergleich.
       *[other] { $number } weitere Änderungen stehen im Vergleich.
    }
sync-act = Abgleichen oder überspringen
sync-act-version = Version des Ursprungs
sync-merge = Abgleich beginnen
sync-merge-about = Es entsteht ein Entwurf Ihrer nächsten Version. Wo beide Seiten dasselbe geändert haben, entscheiden Sie dort.
sync-skip-title = Eine Version bewusst überspringen
sync-skip-reason = Grund (wird öffentlich angezeigt)
sync-skip = Überspringen
sync-steps = Bisher entschieden
sync-step-merged = übernommen
sync-step-skipped = übersprungen
sync-step-own = als eigene Version { $value }
sync-step-reason = Grund:
family-title = Familie
family-about = Alle Blaupausen, die vom selben Ursprung stammen. Jede steht eingerückt unter der, von der sie abgeleitet ist.
family-picture = Stammbaum mit { $value }
family-picture-about = Die Liste unter dem Bild sagt dasselbe in Worten.
family-here = diese Blaupause
family-root = Ursprung
family-no-version = keine gültige Version
family-behind =
    { $n ->
        [0] auf dem Stand ihres Ursprungs
        [one] 1 Version hinter ihrem Ursprung
       *[other] { $number } Versionen hinter ihrem Ursprung
    }
family-behind-short =
    { $n ->
        [0] auf dem Stand
        [one] 1 Version zurück
       *[other] { $number } Versionen zurück
    }
family-size =
    { $n ->
        [one] einer Blaupause
       *[other] { $number } Blaupausen
    }
family-cut = Die Familie ist größer. Gezeigt sind { $value }.
fork-kinds = Zwei Arten von Ableitungen
fork-variant-about = Die Organisation geht dauerhaft einen eigenen Weg. Neue Versionen des Ursprungs übernimmt sie, wo sie passen.
fork-technical-about = Hier entsteht eine Änderung, die dem Ursprung angeboten werden soll.

## Facts of the overview

service-target = Zielgruppen
service-keys = Leistungsschlüssel
service-verified = geprüft
service-unverified = nicht geprüft
service-ozg = OZG-Kennung
service-fim = FIM-Bausteine
service-typing = Typisierung
service-trust = Vertrauensniveau
service-maturity = Reifegrad des Online-Dienstes
scope-in = Enthalten
scope-out = Nicht enthalten
where-states = Länder
where-kinds = Verwaltungen
where-population = Einwohnerzahl
where-prerequisites = Voraussetzungen
population = { $value } Einwohner
population-from = ab { $value } Einwohnern
population-to = bis { $value } Einwohner
law-other = Weitere
operations-hosting = Geeignete Betriebsformen
operations-interfaces = Schnittstellen
operations-rto = Läuft wieder nach spätestens
operations-rpo = Verlust an Daten höchstens
bound-attachments = Anlagen
about-maintainer = Wird gepflegt von
about-review = Nächste Überprüfung
about-end = Pflege endet am
about-funding = Finanzierung der Pflege
about-updated = Zuletzt aktualisiert
about-license = Lizenz
about-keywords = Schlagwörter
about-digest = Prüfsumme (SHA-256)

## Process

process-steps =
    { $n ->
        [one] Der Ablauf hat einen Schritt.
       *[other] Der Ablauf hat { $number } Schritte.
    }
process-how = Die Tabelle nennt sie der Reihe nach. Wechselt die Zuständigkeit, beginnt ein neuer Abschnitt.
process-roles = Wer beteiligt ist
process-table = Die Schritte
process-caption = Schritte des Ablaufs nach Zuständigkeit
process-number = Nr.
process-step = Schritt
process-channel = Weg
process-papers = Unterlagen
process-rules = Recht und Sicherheit
process-next = Danach
process-role = Zuständig:
process-inputs = Nötig:
process-outputs = Ergebnis:
process-condition = wenn:
process-end = Ende
process-optional = kann entfallen
process-time = Bearbeitung: { $value }
process-waiting = Wartezeit: { $value }
process-documents = Unterlagen im Ablauf
breaks-title = Medienbrüche
breaks-none = Kein Medienbruch: Die Arbeit wechselt zwischen den Schritten nicht zwischen digitalem Weg und Papier, Telefon, Schalter oder Post.
breaks-about = Ein Medienbruch ist ein Abschnitt, in dem der Ablauf den digitalen Weg verlässt, mit allen Stellen, an denen die Arbeit oder eine Unterlage wechselt. Die Tabelle nennt jede dieser Stellen beim Schritt, zu dem sie führt.
breaks-count =
    { $n ->
        [one] Medienbruch
       *[other] Medienbrüche
    }
breaks-free =
    { $n ->
        [one] der einzigen Übergabe zwischen Schritten ohne Medienbruch
       *[other] der { $number } Übergaben zwischen Schritten ohne Medienbruch
    }
percent = { $number } %
break-badge = Medienbruch:
break-from = Von
break-to = zu
break-paper = Unterlage
break-comes-from = kommt aus Schritt
break-work-from = Die Arbeit kommt aus Schritt
break-there = dort { $value }
break-here = hier { $value }.

## Security

security-protection = Schutzbedarf
security-protection-about = Der Schutzbedarf sagt, wie groß der Schaden bei einem Vorfall wäre.
security-protection-caption = Schutzbedarf je Grundwert
security-value = Grundwert
security-need = Schutzbedarf
security-confidentiality = Vertraulichkeit
security-integrity = Integrität
security-availability = Verfügbarkeit
security-requirements = Sicherheitsanforderungen
security-none = Diese Blaupause nennt keine Sicherheitsanforderungen.
security-caption =
    { $n ->
        [one] Eine Anforderung
       *[other] { $number } Anforderungen mit ihren Fundstellen in Katalogen
    }
security-requirement = Anforderung
security-obligation = Verbindlichkeit
security-controls = Fundstellen
security-responsible = Zuständig
security-verification = Nachweis
privacy-data = Personenbezogene Daten
privacy-special = Besondere Kategorie nach Art. 9 DSGVO
privacy-ordinary = Keine besondere Kategorie angegeben
privacy-retention = Aufbewahrung: { $value }
privacy-grounds = Rechtsgrundlagen der Verarbeitung
privacy-dpia = Datenschutz-Folgenabschätzung nötig
matrix-title = Welches Produkt erfüllt was
matrix-about = Es zählt das beste Ergebnis aller gültigen Erprobungen durch andere Organisationen: derer, die der Herausgeber nennt, und der Erprobungsnachweise im Register. Was der Anbieter von sich selbst sagt, zählt nicht und ist als solches benannt. Abgelaufene Erprobungen fallen weg.
matrix-caption = Anforderungen und Produkte
matrix-complete =
    { $n ->
        [one] Produkt erfüllt alle Muss-Anforderungen
       *[other] Produkte erfüllen alle Muss-Anforderungen
    }
matrix-must-unmet =
    { $n ->
        [one] Muss-Anforderung erfüllt kein Produkt
       *[other] Muss-Anforderungen erfüllt kein Produkt
    }
matrix-left-out =
    { $n ->
        [one] Ein weiteres Produkt steht nicht in der Tabelle.
       *[other] { $number } weitere Produkte stehen nicht in der Tabelle.
    }
matrix-gaps = Lücken je Produkt
matrix-gaps-about = Eine Lücke ist eine Muss-Anforderung, die keine gültige Erprobung als erfüllt zeigt.
matrix-no-gap = Keine Lücke: Alle Muss-Anforderungen sind erfüllt.
matrix-no-test = Es liegt keine gültige Erprobung vor.
matrix-not-passed = Keine gültige Erprobung wurde insgesamt bestanden.
matrix-set-aside = Diese Tests zählen nicht:
covered-met = erfüllt
covered-partial = teilweise
covered-unmet = nicht erfüllt
covered-untested = ungeprüft
covered-declared = nur Herstellererklärung
covered-claimed = Angabe: { $value }
standing-declared = vom Anbieter selbst
standing-undated = ohne Tag der Erprobung
standing-future = Tag der Erprobung liegt in der Zukunft
standing-withdrawn = zurückgezogen
standing-expired = abgelaufen
standing-expired-on = abgelaufen am { $value }

## Attestations

attestations-heading = Erprobungsnachweise
attestations-title = Erprobungsnachweise: { $value }
attestations-about = Diese Nachweise haben Organisationen selbst im Register eingetragen, für ein Produkt und die Anforderungen einer Version. Zurückgezogene und abgelaufene bleiben lesbar und zählen nicht.
attestations-none = Noch gibt es keinen Erprobungsnachweis.
attestations-count =
    { $n ->
        [one] Ein Erprobungsnachweis
       *[other] { $number } Erprobungsnachweise
    }
attestations-further =
    { $n ->
        [one] Ein weiterer Erprobungsnachweis
       *[other] { $number } weitere Erprobungsnachweise
    }
attestations-more = Ältere Erprobungsnachweise
attestation-title = Erprobungsnachweis: { $value }
attestation-product = Produkt
attestation-product-version = Version des Produkts
attestation-by = Organisation
attestation-blueprint = Blaupause
attestation-result = Gesamtergebnis
attestation-tested-by = Erprobt von
attestation-note = Bemerkung
attestation-evidence = Belege
attestation-recorded = Eingetragen am
attestation-state-expired = abgelaufen
attestation-state-withdrawn = zurückgezogen
attestation-expired-about = Dieser Nachweis ist abgelaufen und zählt nicht mehr.
attestation-withdrawn = Die Organisation hat diesen Nachweis zurückgezogen am
attestation-withdrawn-about = Er zählt nicht mehr.
attestation-is-no-declaration = Diese Organisation hat das Produkt selbst erprobt. Angaben des Anbieters stehen auf der Seite der Anbieter und zählen nicht als Erprobung.
attestation-to-product = Alles zu { $value }
attestation-withdraw-title = Nachweis zurückziehen
attestation-withdraw-about = Der Nachweis zählt dann nicht mehr. Er bleibt mit dem Grund für alle lesbar. Das lässt sich nicht rückgängig machen; nach einer neuen Erprobung tragen Sie einen neuen Nachweis ein.
attestation-withdraw-reason = Grund (öffentlich)
attestation-withdraw = Zurückziehen
attest-heading = Erprobung nachweisen
attest-title = Erprobung nachweisen: { $value }
attest-link = Erprobung nachweisen
attest-about = Sie weisen nach, was Ihre Organisation beim Erproben eines Produkts gegen die Anforderungen von Version { $value } festgestellt hat.
attest-public = Der Nachweis ist sofort für alle lesbar und nennt Ihre Organisation, aber keine Person. Er lässt sich nicht ändern, nur zurückziehen.
attest-moved = Diese Blaupause ist umgezogen. Tragen Sie den Nachweis unter der neuen Adresse ein:
attest-yanked = Diese Version ist zurückgezogen. Wählen Sie eine Version, die gilt.
attest-nothing = Diese Version nennt keine Sicherheitsanforderung oder kein Produkt, es gibt nichts nachzuweisen. Schlagen Sie der Herausgeberin ein Produkt vor, das fehlt.
attest-no-role = Dafür brauchen Sie in einer Organisation die Rolle „Veröffentlichung“ oder „Leitung“. Geben kann sie Ihnen, wer die Organisation leitet.
attest-choose = Bitte wählen
attest-nobody = Wählen Sie die Organisation, die erprobt hat.
attest-product-version = Version des Produkts (freiwillig)
attest-expires = Gilt bis (freiwillig; ohne Angabe zwei Jahre, höchstens fünf)
attest-outcomes = Was haben Sie festgestellt?
attest-note = Bemerkung (freiwillig)
attest-evidence = Belege (freiwillig)
attest-evidence-about = Belege sind Dateien, die vorher im Register hochgeladen wurden, zum Beispiel ein Prüfprotokoll. Alle können sie lesen. Achten Sie darauf, dass keine personenbezogenen Daten darin stehen.
attest-file-title = Bezeichnung der Datei { $number }
attest-file-digest = Prüfsumme der Datei { $number } (SHA-256)
attest-send = Nachweis eintragen
matrix-attested = Erprobungsnachweis
matrix-named = vom Herausgeber genannt
matrix-earlier = geprüft an Version { $value }
vendors-no-attestations = Im Register liegt für dieses Produkt kein Erprobungsnachweis.

## Vendors and sovereignty

vendors-control = Wer hat die Kontrolle?
vendors-control-caption = Kontrolle über Daten und Betrieb
vendors-control-over = Worüber
vendors-control-by = Wer entscheidet
vendors-control-note = Erläuterung
vendors-rto = läuft wieder nach spätestens { $value }
vendors-rpo = Verlust an Daten höchstens { $value }
vendors-seal = Was Produkte mindestens erreichen müssen
vendors-seal-about = SEAL 0 bis 4 sind die Stufen der Souveränität im Rahmenwerk der EU; 4 ist die höchste.
vendors-seal-caption = Mindeststufe je Ziel
vendors-objective = Ziel
vendors-level = Stufe
vendors-points = Punkte
vendors-evidence = Beleg
vendors-exit = Wechsel des Anbieters
exit-formats = Formate für den Export
exit-notice = Kündigungsfrist
exit-transition = Übergang dauert höchstens
exit-retrieval = Daten danach abrufbar
exit-tested = Wechsel zuletzt erprobt am
exit-locations = Erlaubte Länder für Daten
vendors-products = Produkte
vendors-none = Diese Blaupause nennt keine Produkte.
vendors-about = Erprobungen haben andere Organisationen durchgeführt. Angaben des Anbieters stehen davon getrennt und zählen nicht als Erprobung.
vendors-tests = Vom Herausgeber genannte Erprobungen
vendors-no-tests = Der Herausgeber nennt für dieses Produkt keine Erprobung.
vendors-declarations = Angaben des Anbieters
radar-title = Souveränitätsprofil von { $value }
radar-legend = Kreise: Stufe nach Angabe des Anbieters, innen SEAL 0, außen SEAL 4. Quadrate: verlangte Mindeststufe. Wo eine Stufe nicht bekannt ist, ist die Linie unterbrochen. Die Tabellen auf dieser Seite sagen dasselbe.
radar-unknown = nicht bekannt
vendors-assessment = Selbsteinschätzung zur Souveränität { $value }
product-license = Lizenz
vendor-seat = Sitz (Land)
vendor-parent = Sitz der Muttergesellschaft (Land)
product-deployment = Betriebsformen
product-locations = Daten liegen in
product-keys = Schlüssel verwahrt
product-third-country = Zugriff aus Drittländern
product-exposed = Zugriff durch fremdes Recht ist möglich
product-not-exposed = Zugriff durch fremdes Recht ist nach Angabe des Anbieters nicht möglich
product-procurement = Beschaffung
product-certificate = Zertifikat
product-own-tests = Eigene Tests des Anbieters
certificate-type = Typ { $value }
certificate-until = gültig bis { $value }
test-no-result = Ohne Gesamtergebnis
test-by = Erprobt von: { $value }
test-on = Erprobt am
test-expires = Gilt bis
test-expired = { $value } (abgelaufen)
test-environment = Umgebung
test-version = Geprüfte Version der Blaupause
test-findings = Feststellungen
not-stated = nicht angegeben
days-ago =
    { $n ->
        [0] heute
        [one] vor einem Tag
       *[other] vor { $number } Tagen
    }
vendors-control-about = Fünf Fragen, die vor einem Vertrag beantwortet sein sollten.
vendors-demanded = Verlangt
exit-about = Die Grenzen setzt der Data Act der EU (Verordnung (EU) 2023/2854, Artikel 25). Seine zwei Monate Kündigungsfrist sind hier 60 Tage.
exit-caption = Fristen des Wechsels und die Grenzen des Data Act
exit-period = Frist
exit-stated = Angabe der Blaupause
exit-limit = Grenze im Data Act
exit-standing = Urteil
exit-at-most =
    { $n ->
        [one] höchstens ein Tag
       *[other] höchstens { $number } Tage
    }
exit-at-least =
    { $n ->
        [one] mindestens ein Tag
       *[other] mindestens { $number } Tage
    }
exit-term-ok = eingehalten
exit-term-too-long = zu lang
exit-term-too-short = zu kurz
exit-term-not-stated = offen
ways-out = Wege zu einem anderen Anbieter
ways-out-about = Unabhängig ist ein Produkt eines anderen Anbieters; ob zwei Anbieter denselben Eigentümer haben, sagt die Blaupause nicht.
ways-out-unknown = Für dieses Produkt ist das nicht berechnet, weil die Blaupause sehr viele Produkte nennt.
alternatives-none = Kein unabhängiges erprobtes Produkt erfüllt alle Muss-Anforderungen, die dieses Produkt erfüllt.
alternatives =
    { $n ->
        [one] Ein unabhängiges erprobtes Produkt erfüllt alle Muss-Anforderungen, die dieses Produkt erfüllt:
       *[other] { $number } unabhängige erprobte Produkte erfüllen alle Muss-Anforderungen, die dieses Produkt erfüllt:
    }
alternatives-more =
    { $n ->
        [one] und ein weiteres
       *[other] und { $number } weitere
    }
loss = Fiele der Anbieter { $value } weg, erfüllte kein anderes Produkt mehr:
loss-none = Fiele der Anbieter weg, bliebe nichts unerfüllt, was heute erfüllt ist.
demand-met = erreicht
demand-unmet = nicht erreicht
overall-seal = Gesamtstufe
overall-level = { $value }, die niedrigste der acht Stufen
overall-at-most = höchstens { $value }, weil nicht für alle acht Ziele eine Stufe bekannt ist
score = Punktwert nach veröffentlichten Gewichten
score-value = { $value } von 100
score-unknown = nicht bekannt, weil nicht für alle acht Ziele Punkte angegeben sind
exposure = Zugriff aus Drittländern nach allen Angaben
exposure-no = Nichts spricht dafür.
exposure-unknown = Offen: Es fehlen Angaben.
exposure-yes = Möglich
exposure-reason = dafür spricht: { $value }
exposure-missing = nicht angegeben: { $value }
fact-declaration = eigene Angabe des Anbieters
fact-laws = genannte Gesetze
fact-seat = Sitz des Anbieters
fact-ultimate-owner = Sitz der Muttergesellschaft
fact-data-locations = Länder, in denen Daten liegen

## Problems

problem-about = So meldet die Schnittstelle diesen Fall:
problem-type = Kennung
problem-status = Status
problem-home = Zur Startseite
problem-search = Blaupausen suchen

## Accessibility

a11y-lead = Diese Seite beschreibt, was die Software für die Barrierefreiheit tut. Die rechtliche Erklärung zur Barrierefreiheit gibt die Stelle ab, die dieses Register betreibt.
a11y-built = Worauf die Seiten ausgelegt sind
a11y-built-1 = Ziel sind die Anforderungen der WCAG 2.2, Stufe AA.
a11y-built-2 = Alles ist mit der Tastatur erreichbar und funktioniert ohne Skripte. Der Fokus ist sichtbar. Überschriften, Bereiche und Tabellen sind ausgezeichnet.
a11y-built-3 = Die Seiten folgen Ihrer Einstellung für helle, dunkle und kontrastreiche Darstellung. Bei 320 Pixeln Breite geht kein Inhalt verloren.
a11y-checked = Wie geprüft wird
a11y-checked-1 = Vor jeder Ausgabe der Software öffnet ein automatischer Test die Seiten in beiden Sprachen, hell und dunkel, und prüft sie mit dem Werkzeug axe-core, auch auf Kontraste.
a11y-checked-2 = Ein automatischer Test findet nicht alle Hürden. Eine Prüfung durch Menschen mit Behinderungen hat die Software noch nicht durchlaufen.
a11y-limits = Bekannte Grenzen
a11y-limits-1 = Breite Tabellen lassen sich auf schmalen Bildschirmen seitlich verschieben.
a11y-limits-2 = Texte von Blaupausen schreiben die Herausgeber. Manche gibt es nur auf Deutsch.
a11y-limits-3 = Inhalte in Leichter Sprache und in Deutscher Gebärdensprache sind nicht enthalten.

## Privacy

privacy-lead = Diese Seite beschreibt, welche Daten die Software beim Besuch der Seiten verarbeitet. Die Datenschutzerklärung der betreibenden Stelle ersetzt sie nicht.
privacy-cookie = Cookie
privacy-cookie-1 = Es gibt ein einziges Cookie. Es heißt „lang“ und merkt sich ein Jahr lang die Sprache. Gesetzt wird es nur, wenn Sie die Sprache wechseln.
privacy-requests = Verbindungen zu anderen
privacy-requests-1 = Die Seiten laden nichts von anderen Servern: keine Schriften, keine Bilder, keine Skripte, keine Statistik. Verweise auf fremde Seiten führen erst dorthin, wenn Sie sie anklicken.
privacy-requests-2 = Während Sie in das Suchfeld schreiben, fragt die Seite diesen Server nach Vorschlägen und sendet ihm dafür das Geschriebene. Er speichert es nicht.
privacy-address = Ihre Internetadresse
privacy-address-1 = Um Überlastung zu verhindern, zählt die Software Anfragen je Internetadresse. Das geschieht nur im Arbeitsspeicher.
privacy-address-2 = Anfragen können in einem Betriebsprotokoll stehen. Wie lange es aufbewahrt wird, legt die betreibende Stelle fest.
privacy-content = Inhalte des Registers
privacy-content-1 = Blaupausen sind öffentlich. Als Kontakt nennen sie Funktionspostfächer und keine Personen.
privacy-content-2 = Für das Lesen brauchen Sie kein Konto.

## Codes of the document

channel-digital = digital
channel-automated = automatisch
channel-paper = auf Papier
channel-phone = telefonisch
channel-in-person = persönlich
channel-post = per Post
node-start-event = Auslöser
node-end-event = Abschluss
node-intermediate-event = Zwischenereignis
node-task = Aufgabe
node-subprocess = Teilablauf
node-exclusive-gateway = Entscheidung: genau ein Weg
node-parallel-gateway = Verzweigung: alle Wege zugleich
node-inclusive-gateway = Entscheidung: ein oder mehrere Wege
node-event-gateway = Warten auf das erste Ereignis
role-applicant = Antragstellende
role-authority = Behörden
role-third-party = Dritte
role-system = Systeme
binding-fixed = fest
binding-recommended = empfohlen
binding-free = frei
protection-normal = normal
protection-high = hoch
protection-very-high = sehr hoch
obligation-must = muss
obligation-should = soll
obligation-may = kann
responsible-municipality = Kommune
responsible-operator = Betreiber
responsible-vendor = Anbieter
responsible-shared = gemeinsam
verification-document = Dokument
verification-test = Test
verification-audit = Audit
verification-certificate = Zertifikat
catalogue-bsi-grundschutz-pp = Grundschutz++
catalogue-bsi-it-grundschutz-2023 = IT-Grundschutz 2023
catalogue-iso-27001-2022 = ISO/IEC 27001:2022
catalogue-bsi-c5-2020 = BSI C5:2020
catalogue-bsi-c5-2025 = BSI C5:2025
catalogue-wiba = WiBA
catalogue-other = Anderer Katalog
holder-municipality = Kommune
holder-public-provider = Öffentlicher IT-Dienstleister
holder-regional-provider = Regionaler Anbieter
holder-national = Anbieter in Deutschland
holder-eu = Anbieter in der EU
holder-third-country = Anbieter aus einem Drittland
deployment-on-premises = Im eigenen Haus
deployment-public-provider = Beim öffentlichen IT-Dienstleister
deployment-private-cloud = Private Cloud
deployment-public-cloud = Öffentliche Cloud
keys-provider = vom Anbieter
keys-byok = vom Anbieter, mit eigenem Schlüssel (BYOK)
keys-hyok = von der Kommune, außerhalb des Anbieters (HYOK)
keys-customer = von der Kommune
contract-evb-it-cloud = EVB-IT Cloud
contract-evb-it-service = EVB-IT Service
contract-evb-it-system = EVB-IT System
contract-evb-it-dienstvertrag = EVB-IT Dienstvertrag
contract-evb-it-ueberlassung-a = EVB-IT Überlassung Typ A
contract-evb-it-ueberlassung-b = EVB-IT Überlassung Typ B
contract-evb-it-pflege-s = EVB-IT Pflege S
contract-in-house = Inhouse-Vergabe
contract-municipal-cooperation = Interkommunale Zusammenarbeit
contract-other = Anderer Vertrag
scheme-bsi-c5 = BSI C5
scheme-iso-27001 = ISO/IEC 27001
scheme-bsi-it-grundschutz = BSI IT-Grundschutz
scheme-eucs = EUCS
scheme-secnumcloud = SecNumCloud
scheme-other = Anderes Zertifikat
environment-pilot = Pilotbetrieb
environment-production = Regelbetrieb
result-passed = Bestanden.
result-passed-with-findings = Bestanden mit Feststellungen.
result-failed = Nicht bestanden.
status-met = Erfüllt
status-partial = Teilweise erfüllt
status-unmet = Nicht erfüllt
status-untested = Nicht geprüft
framework-eu-csf-1-2-1 = (EU Cloud Sovereignty Framework 1.2.1)
framework-eu-csf-2026-06 = (EU Cloud Sovereignty Framework, Juni 2026)
target-citizen = Bürgerinnen und Bürger
target-business = Unternehmen
target-administration = Verwaltungen
trust-low = niedrig
trust-substantial = substanziell
trust-high = hoch
maturity-ozg-1-1 = OZG-Reifegradmodell 1.1
maturity-ozg-2-0 = OZG-Reifegradmodell 2.0
state-01 = Schleswig-Holstein
state-02 = Hamburg
state-03 = Niedersachsen
state-04 = Bremen
state-05 = Nordrhein-Westfalen
state-06 = Hessen
state-07 = Rheinland-Pfalz
state-08 = Baden-Württemberg
state-09 = Bayern
state-10 = Saarland
state-11 = Berlin
state-12 = Brandenburg
state-13 = Mecklenburg-Vorpommern
state-14 = Sachsen
state-15 = Sachsen-Anhalt
state-16 = Thüringen
administration-municipality = Gemeinden und Städte
administration-municipal-association = Gemeindeverbände
administration-district = Landkreise
administration-region = Regionen
administration-state = Länder
level-eu = Europäische Union
level-federal = Bund
level-state = Land
level-municipal = Kommune
fork-technical = technische Ableitung
fork-variant = Variante
dependency-requires = Setzt voraus
dependency-recommends = Empfiehlt
dependency-conflicts = Verträgt sich nicht mit
document-application = Anträge
document-form = Formulare
document-evidence = Nachweise
document-notice = Bescheide
document-record = Aktenstücke
document-payment = Zahlungen
document-message = Nachrichten
document-other = Weitere
cost-one-off = Einmalig
cost-yearly = Jährlich
cost-per-case = Je Fall
kind-municipality = Kommune
kind-municipal-association = Gemeindeverband
kind-district = Landkreis
kind-region = Region
kind-state = Land
kind-federal = Bund
kind-working-group = Arbeitskreis
kind-public-it-provider = Öffentlicher IT-Dienstleister
kind-vendor = Anbieter
kind-other = Andere
control-data = Daten
control-operation = Betrieb
control-keys = Schlüssel
control-access = Administrativer Zugriff
control-continuity = Weiterbetrieb im Notfall
sov-SOV-1 = Strategische Souveränität
sov-SOV-2 = Recht und Gerichtsbarkeit
sov-SOV-3 = Daten und KI
sov-SOV-4 = Betrieb
sov-SOV-5 = Lieferkette
sov-SOV-6 = Technik
sov-SOV-7 = Sicherheit und Regeltreue
sov-SOV-8 = Umwelt und Nachhaltigkeit

### Personen: Anmeldung, Einladung, Konto, Organisation, Verwaltung

nav-mine = Meine Organisationen
nav-operator = Verwaltung
sign-in = Anmelden
sign-out = Abmelden
sign-in-title = Anmelden
sign-in-wrong = Anmeldeadresse oder Passwort ist nicht richtig.
sign-in-no-account = Sie haben kein Konto? Wer Ihre Organisation im Register leitet, lädt Sie ein. Lesen können Sie alles ohne Anmeldung.
login = E-Mail-Adresse
password = Passwort
password-hint = 12 bis 256 Zeichen. Ein langer Satz ist besser als Sonderzeichen.
person-name = Name
organisation = Organisation
role = Rolle
own-role = Ihre Rolle:
form-faults = Bitte prüfen Sie Ihre Angaben:
role-name-reader = Lesen
role-name-contributor = Mitarbeit
role-name-publisher = Veröffentlichung
role-name-owner = Leitung
invitation-title = Einladung
invitation-as = Sie sind als { $value } angemeldet und nehmen die Einladung mit diesem Konto an.
invitation-accept = Einladung annehmen
invitation-have-account = Sie haben schon ein Konto?
invitation-new-account = Neues Konto anlegen
invitation-enrol = Konto anlegen und Einladung annehmen
mine-title = Meine Organisationen
mine-none = Sie gehören noch zu keiner Organisation. Bitten Sie dort um eine Einladung.
mine-attestation-soon = läuft am { $value } ab, bitte erneut erproben
mine-attestation-until = gilt bis { $value }
mine-attestations-more =
    { $n ->
        [one] und ein weiterer, der gilt
       *[other] und { $number } weitere, die gelten
    }
mine-attestations = Alle Erprobungsnachweise dieser Organisation
mine-blueprints = Blaupausen dieser Organisation
mine-submitted = { $n ->
    [one] Ein Entwurf wartet auf eine zweite Person.
   *[other] { $number } Entwürfe warten auf eine zweite Person.
  }
mine-outdated = Neues zu genutzten Blaupausen
mine-adopted = Genutzte Blaupausen
mine-offered = { $n ->
    [one] Eine Blaupause wird Ihnen zur Übernahme angeboten.
   *[other] { $number } Blaupausen werden Ihnen zur Übernahme angeboten.
  }
mine-expiring = { $n ->
    [one] Ein Token läuft in den nächsten 30 Tagen ab.
   *[other] { $number } Token laufen in den nächsten 30 Tagen ab.
  }
account-title = Mein Konto
account-by-provider = Sie melden sich über Ihren Anmeldedienst an.
account-password = Passwort ändern
account-old-password = Bisheriges Passwort
account-new-password = Neues Passwort
account-password-effect = Alle anderen Anmeldungen mit diesem Konto enden.
account-password-button = Passwort ändern
account-password-changed = Ihr Passwort ist geändert.
account-sessions = Anmeldungen
account-session-count = { $n ->
    [one] Sie sind an einem Gerät angemeldet.
   *[other] Sie sind an { $number } Geräten angemeldet.
  }
account-leave-everywhere = Überall abmelden
account-delete = Konto löschen
account-delete-effect = Ihr Name und Ihre Adresse werden gelöscht. Was Sie veröffentlicht haben, bleibt als Veröffentlichung Ihrer Organisation bestehen.
account-delete-sure = Ich möchte mein Konto endgültig löschen.
account-delete-unsure = Bestätigen Sie, dass Sie Ihr Konto löschen möchten.
account-delete-button = Konto löschen
members-title = Mitglieder
members-more = Hier stehen die ersten 100 Mitglieder. Alle nennt die Schnittstelle.
member-change = Ändern
member-oneself = Sie
member-by-provider = vom Anmeldedienst
member-role-of = Rolle von { $value }
member-none = Keine Rolle (entfernen)
member-save = Speichern
invitations-title = Einladungen
invitations-none = Zurzeit ist keine Einladung offen.
invitation-until = gültig bis { $value }
invitation-withdraw = Zurücknehmen
invitation-new = Jemanden einladen
invitation-note = Notiz, damit Sie die Einladung wiedererkennen
invitation-make = Einladung erstellen
invitation-made = Die Einladung ist erstellt. Geben Sie diese Adresse auf sicherem Weg weiter. Sie wird nicht noch einmal angezeigt und gilt einmal, 14 Tage lang:
tokens-title = Token für Programme
tokens-about = Mit einem Token veröffentlicht ein Programm im Namen der Organisation.
token-label = Bezeichnung
token-reach = Rechte und Blaupausen
token-state = Gültigkeit
token-last-used = Zuletzt benutzt
token-never-used = noch nie
token-until = gültig bis { $value }
token-expired = abgelaufen am { $value }
token-revoked = gesperrt am { $value }
token-endless = gültig ohne Ende
token-soon = Läuft bald ab.
token-revoke = Sperren
token-new = Neues Token
token-scopes = Rechte
token-pattern = Blaupausen, die es erreicht (leer: { $value }/*)
token-days = Gültig für wie viele Tage (1 bis 366)
token-make = Token erstellen
token-made = Das Token ist erstellt. Bewahren Sie es sicher auf. Es wird nicht noch einmal angezeigt:
trust-title = Veröffentlichen ohne hinterlegtes Token
trust-about = Ein Projekt in GitLab, Forgejo oder einem ähnlichen Dienst weist sich selbst aus und bekommt dafür ein Token, das 15 Minuten gilt. So liegt dort kein Token, das jemand finden könnte.
trust-issuer = Aussteller
trust-demanded = Verlangte Angaben
trust-remove = Entfernen
trust-new = Einem Projekt vertrauen
trust-issuer-field = Adresse des Ausstellers, zum Beispiel https://gitlab.musterstadt.example
trust-audience = Empfänger, für den der Dienst das Token ausstellt
trust-claims = Verlangte Angaben
trust-claims-about = Eine je Zeile, zum Beispiel project_id=42 und ref=main. Jede muss genau so im Token stehen. Mindestens eine nennt das Projekt.
trust-scopes = Was das Projekt darf
trust-make = Projekt eintragen
scope-publish = Veröffentlichen
scope-yank = Zurückziehen
scope-manage = Abkündigen und Prüftermine setzen
scope-adopt = Nachnutzung melden
scope-attest = Erprobung nachweisen
scope-read = Lesen
operator-title = Verwaltung
people-title = Personen
person-since = Konto seit
person-operator = betreibt das Register
person-delete = { $value } löschen
audit-title = Protokoll
audit-day = Tag
audit-deed = Handlung
audit-by = Durch
audit-concerning = Betrifft
audit-token = Token { $value }
audit-machine = Betriebsstelle
audit-nobody = ohne Anmeldung
deed-person-created = Konto angelegt
deed-person-deleted = Konto gelöscht
deed-password-changed = Passwort geändert
deed-operator-appointed = Als Betriebsstelle eingesetzt
deed-operator-dismissed = Als Betriebsstelle entlassen
deed-signed-in = Angemeldet
deed-sign-in-failed = Anmeldung gescheitert
deed-signed-out = Abgemeldet
deed-signed-out-everywhere = Überall abgemeldet
deed-session-reused = Anmeldung beendet, weil ein alter Schlüssel wiederkam
deed-identity-linked = Anmeldedienst verbunden
deed-organisation-created = Organisation angelegt
deed-organisation-changed = Angaben der Organisation geändert
deed-policy-set = Anforderungen der Organisation geändert
deed-organisation-verified = Organisation verifiziert
deed-verification-revoked = Verifizierung zurückgenommen
deed-organisation-succeeded = Nachfolge eingetragen
deed-succession-revoked = Nachfolge zurückgenommen
deed-role-granted = Rolle gegeben
deed-role-taken = Rolle genommen
deed-invited = Eingeladen
deed-invitation-withdrawn = Einladung zurückgenommen
deed-invitation-accepted = Einladung angenommen
deed-token-created = Token erstellt
deed-token-revoked = Token gesperrt
deed-publisher-trusted = Projekt zum Veröffentlichen eingetragen
deed-publisher-distrusted = Projekt zum Veröffentlichen entfernt
deed-token-exchanged = Token im Tausch erhalten
deed-draft-submitted = Entwurf eingereicht
deed-draft-returned = Entwurf zurückgegeben
deed-draft-approved = Entwurf freigegeben
deed-draft-published = Entwurf veröffentlicht
deed-draft-discarded = Entwurf verworfen
deed-four-eyes-demanded = Vier Augen verlangt
deed-four-eyes-waived = Auf vier Augen verzichtet
deed-proposal-made = Änderungsvorschlag gemacht
deed-proposal-commented = Änderungsvorschlag kommentiert
deed-proposal-accepted = Änderungsvorschlag angenommen
deed-proposal-declined = Änderungsvorschlag abgelehnt
deed-proposal-withdrawn = Änderungsvorschlag zurückgenommen
deed-adoption-recorded = Nachnutzung eingetragen
deed-adoption-removed = Eintrag einer Nachnutzung entfernt
deed-attestation-recorded = Erprobungsnachweis eingetragen
deed-attestation-withdrawn = Erprobungsnachweis zurückgezogen
deed-transfer-requested = Übertragung einer Blaupause angefragt
deed-transfer-accepted = Übertragung einer Blaupause angenommen
deed-transfer-declined = Übertragung einer Blaupause abgelehnt
deed-transfer-withdrawn = Anfrage zur Übertragung zurückgenommen
deed-slug-reserved = Kürzel freigehalten
deed-slug-released = Kürzel freigegeben
sign-in-elsewhere = Mit dem Konto Ihrer Organisation
sign-in-here = Mit einem Konto dieses Registers

### Organisationen: Verzeichnis, Profil, Verwaltung

organisations-title = Organisationen
organisations-name = Name der Organisation
organisations-search = Suchen
organisations-any = Alle
organisations-all = Alle Organisationen zeigen
organisations-below = Gezeigt wird, was gehört zu:
organisations-all-below = Alle zeigen, die dazugehören
organisations-none = Keine Organisation passt dazu.
organisations-count = { $n ->
    [one] Eine Organisation
   *[other] { $number } Organisationen
  }
organisation-kind = Art der Organisation
organisation-land = Land
organisation-no-land = keine Angabe
organisation-by-key = nach dem Regionalschlüssel
organisation-population = Einwohnerinnen und Einwohner
organisation-ars = Regionalschlüssel
organisation-parent = Gehört zu
organisation-parent-slug = Gehört zu (Kürzel der Organisation)
organisation-slug = Kürzel: Kleinbuchstaben, Ziffern und Bindestriche
organisation-no-slug = Ein Kürzel besteht aus Kleinbuchstaben, Ziffern und Bindestrichen, zum Beispiel musterstadt.
organisation-verified = verifiziert
organisation-verification = Verifizierung
organisation-verified-since = Von der Betriebsstelle geprüft am
organisation-unverified = Die Betriebsstelle hat noch nicht geprüft, ob diese Organisation ist, was sie angibt.
organisation-reason = Grund:
organisation-went-up = aufgegangen in { $value }
organisation-ended = Diese Organisation ist aufgegangen in
organisation-ended-effect = Was sie veröffentlicht hat, bleibt lesbar. Neues kommt nicht hinzu.
organisation-predecessors = Vorgängerinnen
organisation-members = Dazu gehören
organisation-history = Verlauf
organisation-deed-renamed = umbenannt, hieß bis dahin
organisation-deed-verified = verifiziert, Grund:
organisation-deed-unverified = Verifizierung zurückgenommen, Grund:
organisation-deed-succeeded = in einer anderen Organisation aufgegangen, Grund:
organisation-deed-continued = Nachfolge zurückgenommen, Grund:
organisation-to-profile = Profil und Anforderungen bearbeiten
organisation-to-administration = In der Verwaltung öffnen
blueprint-owner-ended = Die Organisation, der diese Blaupause gehört, ist aufgegangen in
profile-title = Profil: { $value }
profile-public = Öffentliche Seite
profile-facts = Angaben
profile-facts-about = Ein früherer Name bleibt mit seinem Tag im Verlauf sichtbar. Art, Regionalschlüssel und Zugehörigkeit ändert die Betriebsstelle.
profile-population = Einwohnerinnen und Einwohner (leer: nach dem Gemeindeverzeichnis)
profile-no-number = Schreiben Sie die Zahl mit Ziffern, zum Beispiel 42089.
profile-save = Angaben speichern
policy-title = Anforderungen an Produkte
policy-about = Danach beurteilt das Register, ob eine Blaupause zu Ihrer Organisation passt. Was Sie offen lassen, wird nicht verlangt. Die Anforderungen sind öffentlich.
policy-seal = Mindestens verlangte Stufe der Souveränität
policy-any-level = nicht verlangt
policy-certificates = Nötige Zertifikate
policy-deployments = Erlaubte Betriebsarten (keine gewählt: alle)
policy-locations = Erlaubte Länder für Daten, je zwei Buchstaben, mit Komma getrennt (leer: alle)
policy-third-country = Kein Zugriff aus Ländern außerhalb von EU und EWR
policy-products = Produkte im Einsatz, je Zeile eines als anbieter/produkt
policy-save = Anforderungen speichern
policy-asked-title = Was diese Organisation von Produkten verlangt
policy-asked-about = Danach beurteilt das Register, ob eine Blaupause zu ihr passt. Was hier nicht steht, verlangt sie nicht.
policy-asked-seals = Souveränität mindestens
policy-asked-certificates = Nötige Zertifikate
policy-asked-deployments = Betrieb auf eine dieser Arten
policy-asked-locations = Daten nur in diesen Ländern
policy-asked-third-country = Zugriff auf die Daten
policy-asked-no-third-country = Keiner aus Ländern außerhalb von EU und EWR
policy-asked-products = Schon im Einsatz
administer-title = Organisationen
administer-show = Zeigen
administer-show-ungeprueft = nicht verifizierte
administer-show-ohne-leitung = ohne Leitung
administer-show-alle = alle
administer-n-unverified = { $n ->
    [one] Eine Organisation ist noch zu prüfen
   *[other] { $number } Organisationen sind noch zu prüfen
  }
administer-n-ownerless = { $n ->
    [one] Eine Organisation hat keine Leitung
   *[other] { $number } Organisationen haben keine Leitung
  }
administer-add = Organisation anlegen
administer-add-about = Mit einem Regionalschlüssel folgen Land und Einwohnerzahl aus dem Gemeindeverzeichnis. Kommunen haben zwölf Ziffern (oder acht), Gemeindeverbände neun, Landkreise fünf, Länder zwei.
administer-add-button = Organisation anlegen
administer-members = Mitglieder
administer-profile = Name und Einwohnerzahl
administer-is-verified = Diese Organisation ist verifiziert.
administer-reason = Grund (öffentlich sichtbar)
administer-verify = Als verifiziert eintragen
administer-revoke = Verifizierung zurücknehmen
administer-succession = Nachfolge
administer-succession-about = Ist die Organisation durch Eingemeindung oder Fusion in einer anderen aufgegangen, nennen Sie diese. Alles bleibt lesbar, Neues wird nicht mehr angenommen. Lassen Sie das Feld leer, um eine Eintragung zurückzunehmen.
administer-successor = Kürzel der Nachfolgerin
administer-succession-save = Nachfolge speichern

### Proposals

proposals-title = Änderungsvorschläge
proposals-about = Was andere Organisationen an { $value } ändern würden. Darüber entscheidet die Herausgeberin.
proposals-none = Noch gibt es keinen Vorschlag.
proposals-waiting =
    { $n ->
        [0] Kein offener Vorschlag. Alle Vorschläge ansehen
        [one] Ein offener Vorschlag
       *[other] { $number } offene Vorschläge
    }
proposal-title = Vorschlag
proposal-state = Stand
offer-title = Dem Ursprung vorschlagen
offer-open = Eigene Änderungen vorschlagen
offer-about = Die Herausgeberin des Ursprungs entscheidet, ob sie Ihre Änderungen übernimmt. Der Vorschlag ist öffentlich und nennt Ihre Organisation.
offer-select = Welche Änderungen?
offer-name = Was soll sich ändern?
offer-message = Warum?
offer-send = Vorschlagen
drafts-proposals = Vorschläge, die auf Ihre Entscheidung warten
proposal-about = Änderungsvorschlag von { $value }
proposal-from = Vorgeschlagen von
proposal-fork = aus der Ableitung { $value }
proposal-target = Für
proposal-base = ausgehend von Version { $value }
proposal-made = Vorgeschlagen am
proposal-state-open = offen
proposal-state-accepted = angenommen
proposal-state-declined = abgelehnt
proposal-state-withdrawn = zurückgenommen
proposal-reason = Begründung der Entscheidung
proposal-published = Veröffentlicht in
proposal-draft = Zum Entwurf
proposal-message = Warum
proposal-behind =
    { $n ->
        [0] Seither ist keine neue Version erschienen.
        [one] Seither ist eine neue Version erschienen.
       *[other] Seither sind { $number } neue Versionen erschienen.
    }
proposal-fits = Der Vorschlag lässt sich ohne Konflikte übernehmen.
proposal-conflicts =
    { $n ->
        [one] An einer Stelle widerspricht der Vorschlag dem, was seither geändert wurde. Wenn Sie ihn annehmen, entscheiden Sie im Entwurf, was dort gilt.
       *[other] An { $number } Stellen widerspricht der Vorschlag dem, was seither geändert wurde. Wenn Sie ihn annehmen, entscheiden Sie im Entwurf, was dort gilt.
    }
proposal-changes = Vorgeschlagene Änderungen
proposal-comments = Kommentare
proposal-comments-none = Noch hat niemand etwas dazu gesagt.
proposal-comments-more =
    { $n ->
        [one] Ein älterer Kommentar ist nicht aufgeführt.
       *[other] { $number } ältere Kommentare sind nicht aufgeführt.
    }
proposal-comment = Ihr Kommentar (wird mit dem Namen Ihrer Organisation öffentlich angezeigt)
proposal-comment-send = Kommentieren
proposal-decide = Entscheiden
proposal-decide-about = Wenn Sie annehmen, entsteht ein Entwurf mit den Änderungen. Erst seine Veröffentlichung macht daraus eine Version.
proposal-decision = Entscheidung
proposal-accept = Annehmen
proposal-decline = Ablehnen
proposal-decision-missing = Wählen Sie, ob Sie den Vorschlag annehmen oder ablehnen.
proposal-decision-reason = Begründung (wird öffentlich angezeigt)
proposal-decision-send = Entscheidung festhalten
proposal-withdraw-title = Vorschlag zurücknehmen
proposal-withdraw-about = Ein zurückgenommener Vorschlag bleibt sichtbar, lässt sich aber nicht mehr annehmen.
proposal-withdraw = Zurücknehmen

### Reifegrad und Prüfung

nav-reviews = Prüfung durch Arbeitskreise
grade-title = Reifegrad von { $value }
grade-heading = Reifegrad
grade-about = Ein Reifegrad wird nicht vergeben. Er ergibt sich aus Nachweisen, und er entfällt, wenn sie nicht mehr gelten.
grade-on = Stand:
grade-line = Erprobungsnachweise und Prüfungen zählen für die Hauptversion { $value }, solange die erprobte oder geprüfte Version nicht zurückgezogen ist.
grade-next = Für „{ $value }“ fehlt noch
grade-rules = Was gezählt wurde
grade-asks = Bedingung
grade-from = Ab
grade-counted = Gezählt
grade-more =
    { $n ->
        [one] Eine weitere Organisation zählt; sie ist hier nicht aufgeführt.
       *[other] { $number } weitere Organisationen zählen; sie sind hier nicht aufgeführt.
    }
grade-holds = Erfüllt
grade-until = bis { $value }
grade-who = Anbieter zählen nie, und eine Organisation, die in einer anderen aufgegangen ist, zählt als diese und nur einmal.
grade-to-reviews = Prüfungen der neuesten Version
grade-machine = Dieselbe Auskunft für Programme (JSON)
queue-title = Prüfung durch Arbeitskreise
queue-about = Diese Blaupausen sind erprobt. Zum Standard fehlt ihnen, dass zwei Organisationen eines Arbeitskreises die Hauptversion anerkennen.
queue-none = Zurzeit wartet keine erprobte Blaupause auf eine Prüfung.
queue-approved = Bereits anerkannt von:
queue-approved-none = Noch hat keine Organisation sie anerkannt.
queue-review = { $value } prüfen
queue-evidence = Nachweise zu { $value }
review-title = Prüfung von { $value }
review-about = Eine Prüfung sagt, was eine Organisation im Namen eines Arbeitskreises von dieser Version hält. Sie ist öffentlich und nennt Organisationen, keine Personen.
review-given = Bisherige Prüfungen
review-none = Diese Blaupause hat noch niemand geprüft.
review-more = Alle Prüfungen (JSON)
review-moved = Diese Blaupause ist umgezogen. Prüfen Sie sie unter der neuen Adresse:
review-yanked = Diese Version ist zurückgezogen und wird nicht mehr geprüft.
review-yanked-latest = Diese Version ist zurückgezogen. Prüfen Sie die neueste Version:
review-own-only = Sie veröffentlichen nur für die Organisation, von der diese Blaupause ist. Niemand prüft die eigene Blaupause.
review-unsent = Das haben Sie geschrieben, es ist nicht gespeichert:
review-latest = Zur Prüfung der neuesten Version
review-give = Prüfung abgeben
review-sign-in = Melden Sie sich an, um für Ihre Organisation zu prüfen.
review-not-you = Prüfen kann, wer für eine Organisation veröffentlichen darf und in einem bestätigten Arbeitskreis mitarbeitet. Beide Rollen vergibt, wer die Organisation leitet.
review-organisation = Im Namen von
review-group = Arbeitskreis
review-verdict = Urteil
review-approve = Anerkennen
review-reject = Ablehnen
review-verdict-approved = Anerkannt
review-verdict-rejected = Abgelehnt
review-reason = Begründung (öffentlich)
review-send = Prüfung abgeben
review-withdraw = Prüfung zurückziehen
review-withdraw-reason = Grund des Rückzugs (öffentlich)
review-withdrawn = Zurückgezogen am { $value }.
review-no-group = Wählen Sie einen Arbeitskreis.
review-no-organisation = Wählen Sie die Organisation, für die Sie prüfen.
review-no-verdict = Wählen Sie, ob Sie die Version anerkennen oder ablehnen.

### Übertragen und umbenennen

transfer-heading = Übertragen oder umbenennen
transfer-title = { $value } übertragen oder umbenennen
transfer-about = Sie können diese Blaupause einer anderen Organisation anbieten oder ihr einen neuen Namen geben. Eine andere Organisation muss innerhalb von 30 Tagen zustimmen. Ein neuer Name gilt sofort; verlangt Ihre Organisation vier Augen, bestätigt ihn eine zweite Person.
transfer-about-old = Unter der neuen Adresse geht es mit der neuesten Version weiter. Die bisherigen Versionen bleiben lesbar, wo sie sind, und wer die alte Adresse aufruft, wird weitergeleitet.
transfer-to-owner = Organisation, die sie bekommt (Kürzel; für einen neuen Namen bleibt es Ihres)
transfer-to-name = Name der Blaupause dort
transfer-reason = Grund (nach dem Umzug öffentlich)
transfer-send = Anfragen
transfer-no-name = Ein Name beginnt mit einem Buchstaben und besteht aus Kleinbuchstaben, Ziffern und Bindestrichen.
transfer-history = Bisherige Anfragen
transfer-from = Blaupause
transfer-to = Neue Adresse
transfer-made = Angefragt am
transfer-state = Stand
transfer-why = Grund
transfer-until = offen bis { $value }
transfer-answer = Antwort:
transfer-state-open = offen
transfer-state-accepted = angenommen
transfer-state-declined = abgelehnt
transfer-state-withdrawn = zurückgenommen
transfer-state-expired = abgelaufen
transfer-decide-about = Wenn Sie annehmen, geht die Blaupause sofort unter der neuen Adresse weiter. Das lässt sich nicht zurücknehmen.
transfer-decision = Entscheidung
transfer-accept = Übernehmen
transfer-decline = Ablehnen
transfer-decision-missing = Wählen Sie, ob Sie die Blaupause übernehmen oder ablehnen.
transfer-decision-reason = Antwort (freiwillig; beide Organisationen können sie lesen)
transfer-decision-send = Entscheidung festhalten
transfer-withdraw = Anfrage zurücknehmen
transfers-title = Übertragungen
transfers-open = Offene Anfragen
transfers-ended = Frühere Anfragen
transfers-none = Noch gibt es keine.
transfers-none-open = Zurzeit wartet keine Anfrage.
transfers-to-list = Alle Übertragungen der Organisation

### Freigehaltene Kürzel

kept-title = Freigehaltene Kürzel
kept-about = Ein Kürzel, das hier steht, bekommt keine Organisation: weil sie erst noch entsteht, oder weil niemand unter diesem Namen auftreten soll.
kept-none = Zurzeit wird kein Kürzel freigehalten.
kept-list = Kürzel, die freigehalten werden
kept-reason = Grund
kept-since = Seit
kept-free = Freigeben
kept-give-free = { $value } freigeben
kept-more = Weitere Kürzel sind hier nicht aufgeführt.
kept-add = Kürzel freihalten
kept-send = Freihalten

### Entwürfe

drafts-title = Entwürfe
drafts-none = Noch gibt es keinen Entwurf.
draft-title = Titel
draft-state = Stand
draft-saved = Zuletzt gespeichert
draft-untitled = Entwurf ohne Titel
draft-new = Neuer Entwurf
draft-new-about = Beginnen Sie mit einer eigenen Version, mit einem vorhandenen Dokument oder leer. Ein Entwurf darf unfertig sein; was noch fehlt, steht auf seiner Seite.
draft-from = Ausgehend von einer eigenen Version, zum Beispiel musterstadt/hundesteuer@latest
draft-document = Dokument (JSON oder YAML)
draft-begin = Entwurf anlegen
draft-state-open = in Arbeit
draft-state-submitted = eingereicht
draft-state-approved = freigegeben
draft-state-published = veröffentlicht
draft-state-discarded = verworfen
merge-title = Abgleich mit dem Ursprung
merge-about = Dieser Entwurf übernimmt { $value }.
merge-compare = Was der Ursprung geändert hat
merge-outdated = Die Ableitung hat seither einen anderen Stand übernommen. Aus diesem Entwurf wird keine Version mehr; beginnen Sie den Abgleich neu.
merge-proposal-title = Widersprüche zum Vorschlag
merge-proposal-about = Dieser Entwurf übernimmt einen Änderungsvorschlag von { $value }, der dem widerspricht, was seither geändert wurde.
merge-proposal-compare = Zum Vorschlag
merge-proposal-outdated = Seit der Annahme ist eine neue Version erschienen. Verwerfen Sie diesen Entwurf; der Vorschlag ist dann wieder offen und lässt sich zu ihr annehmen.
merge-proposal-side-base = Stand, von dem der Vorschlag ausgeht
merge-proposal-side-ours = Ihre neueste Version
merge-proposal-side-theirs = Vorschlag
merge-none-open = Alle Stellen sind entschieden.
merge-open = { $n ->
    [one] Eine Stelle ist zu entscheiden.
   *[other] { $number } Stellen sind zu entscheiden.
  }
merge-how = Beide Seiten haben sie verschieden geändert. Wählen Sie, was gelten soll. Was Sie offen lassen, bleibt zu entscheiden.
merge-side-base = Gemeinsamer Stand
merge-side-ours = Ihre Ableitung
merge-side-theirs = Ursprung
merge-absent = Hier nicht vorhanden
merge-own = Eigener Wert
merge-own-json = Schreiben Sie den Wert als JSON, wie er im Dokument steht; null entfernt die Stelle.
merge-own-unreadable = Der eigene Wert lässt sich nicht lesen. Schreiben Sie ihn als JSON, Texte in Anführungszeichen.
merge-effect = Was Sie sonst am Entwurf geändert haben, bleibt erhalten.
merge-decide = Entscheidungen übernehmen
draft-verdict = Prüfung
draft-ready = Der Entwurf ist ohne Fehler und kann veröffentlicht werden.
finding-error = Fehler
finding-warning = Hinweis
draft-required = Die Änderungen verlangen mindestens: { $value }.
draft-changes = { $n ->
    [one] Eine Änderung gegenüber der vorigen Version
   *[other] { $number } Änderungen gegenüber der vorigen Version
  }
level-of-major = Hauptversion
level-of-minor = Nebenversion
level-of-patch = Korrektur
draft-next = Nächster Schritt
draft-submit = Einreichen
draft-approve = Freigeben
draft-publish = Veröffentlichen
draft-discard = Entwurf verwerfen
draft-return = Zurückgeben
draft-return-reason = Was noch fehlt
draft-edit = Bearbeiten
draft-save = Speichern
draft-save-effect = Wer nach dem Einreichen speichert, nimmt Einreichung und Freigabe zurück.
autosave-saved = Gespeichert um
autosave-faulty = Noch nicht gespeichert, Ihre Eingabe ist noch hier.
autosave-conflict = Jemand anderes hat diesen Entwurf inzwischen gespeichert, oder Sie selbst in einem anderen Fenster. Ihre Eingabe ist noch hier und wird nicht mehr von selbst gespeichert. Vergleichen Sie sie mit dem gespeicherten Stand. Mit „Speichern“ sehen Sie Ihre Eingabe noch einmal und entscheiden, was gilt.
autosave-stored = Gespeicherten Stand in neuem Fenster ansehen
autosave-expired = Sie sind nicht mehr angemeldet. Ihre Eingabe ist noch hier. Melden Sie sich in einem neuen Fenster an und kommen Sie hierher zurück; dann wird sie gespeichert.
autosave-sign-in = In neuem Fenster anmelden
autosave-offline = Noch nicht gespeichert: Das Register antwortet nicht. Ihre Eingabe ist noch hier und wird gespeichert, sobald es wieder antwortet.
autosave-refused = Sie können diesen Entwurf nicht mehr speichern. Ihre Eingabe ist noch hier; kopieren Sie sie, bevor Sie diese Seite verlassen.
draft-own-text = Unten steht Ihr Text; er ist noch nicht gespeichert.
draft-stored-text = Gespeicherten Stand ansehen
draft-is-published = Aus diesem Entwurf ist eine Version geworden.
draft-to-version = Zur Version
draft-history = Verlauf
draft-deed-created = angelegt
draft-deed-saved = gespeichert
draft-deed-resolved = Konflikte entschieden
draft-deed-submitted = eingereicht
draft-deed-returned = zurückgegeben
draft-deed-approved = freigegeben
draft-deed-published = veröffentlicht
draft-deed-discarded = verworfen
four-eyes-title = Vier Augen
four-eyes-on = Diese Organisation verlangt vier Augen: Was veröffentlicht wird, hat eine zweite Person gesehen.
four-eyes-off = Diese Organisation verlangt keine vier Augen: Wer veröffentlichen darf, veröffentlicht allein.
four-eyes-demand = Vier Augen verlangen
four-eyes-waive = Auf vier Augen verzichten
mine-drafts = Entwürfe
