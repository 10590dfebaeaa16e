# The words of the interface. Both languages have the same keys; a test compares them.

## The frame

site-name = Blueprint registry
skip-link = Skip to content
nav-main = Main navigation
nav-footer = About these pages
nav-blueprints = Blueprints
nav-organisations = Organisations
nav-reference = API reference
nav-accessibility = Accessibility
nav-privacy = Privacy
nav-notices = Licence notices
other-language = Deutsch
yes = Yes
no = No
days =
    { $n ->
        [one] one day
       *[other] { $number } days
    }
plain-number = { $number }

## Start page

home-heading = Home
home-title = What others have solved need not be invented again
home-lead = A blueprint describes how a municipality delivers a service digitally: process, law, security, vendors and rollout. Look for one that suits you, use it as it is or derive your own from it.
home-figures = In the registry
figure-blueprints = Blueprints
figure-proven = Proven or standard
figure-organisations = Organisations
home-proven = Proven blueprints
home-all-proven = See all proven blueprints
home-newest = Recently updated
home-empty = No blueprint has been published yet.
home-all = See all blueprints

## Search

search-label = Which service are you looking for?
search-button = Search
suggest-label = Suggestions
suggest-none = No suggestions
suggest-one = One suggestion, to be chosen with the arrow keys
suggest-many = { $value } suggestions, to be chosen with the arrow keys
suggest-count = in { $value } blueprints
suggest-blueprint = Open blueprint
suggest-title = Search for title
suggest-service = Search for service
suggest-owner = Search for publisher
suggest-keyword = Search for keyword
search-hint = For example “Parkausweis für Handwerker” or a service key
results-title = Blueprints
results-title-for = Search for “{ $value }”
results-count =
    { $n ->
        [one] 1 blueprint
       *[other] { $number } blueprints
    }
results-narrow = Narrow and sort
results-sort = Sort by
sort-relevance = Best match first
sort-updated = Last updated first
sort-adoptions = Most used first
sort-name = Title
results-apply = Apply selection
results-active = Chosen filters
results-remove = Remove filter:
results-clear = Remove all filters
results-empty = No blueprint was found for this.
results-help-words = Try other or fewer words.
results-help-spelling = Check the spelling. German umlauts may also be written ae, oe and ue.
results-help = What else helps
results-help-all = See all blueprints
feed-link = This search as a feed
feed-all = New versions of all blueprints
feed-filtered = New versions of selected blueprints
feed-search = New versions for “{ $value }”
feed-owner = New versions of { $value }
results-unknown-word = “{ $value }” is in no blueprint.
results-instead = So this was searched for:
results-partial = No blueprint has all the words. These have most of them.
results-notes = About your search
results-explain = Show how the order comes about
results-explain-not = Hide how the order comes about
nearest-title = What comes nearest
nearest-no-filters = Without filters
nearest-without = Without “{ $value }”
nearest-plain = Search for the words alone, without quotes, minus and parts
nearest-plain-no-filters = Search for the words alone, without filters
nearest-deprecated = Among deprecated blueprints
nearest-words = Spelled alike
range-population = For a municipality with this many inhabitants
range-population-hint = For example 12,500
range-no-number = “{ $value }” was not understood as a number of inhabitants and was ignored. Write digits only, for example 12500.
range-no-seal = “{ $value }” is no level of sovereignty and was ignored. There are SEAL 0 to 4.
range-seal = Demanded level of sovereignty
range-from = From
range-to = To
range-any = Any
chip-population = For { $number } inhabitants
ours-label = Suits us
ours-all = Suits anybody
ours-chip = Suits { $value }
ours-directory = Suits us: choose your organisation in the directory.
ours-search = Find blueprints that suit this organisation
fit-no-verdict = “{ $value }” is no verdict on fit and was ignored. Choose under “Fit”.
ours-unknown = There is no organisation with the short name “{ $value }” here. The results are not chosen for any organisation.
ours-judged = Whether a blueprint suits { $value } was checked for all results: by Land, kind, number of inhabitants, and what is asked of products. Choose under “Fit” what is shown. The reasons stand with each result.
ours-left-out = What does not fit is left out.
ours-not-known = Not known of the organisation: { $value }. Where it matters, a point stays open.
ours-fact-state = Land
ours-fact-kind = kind of administration
ours-fact-population = number of inhabitants
suits-fits = Suits
suits-gaps = Suits, with open points
suits-unfit = Does not suit
suits-more =
    { $n ->
        [one] and one more point
       *[other] and { $number } more points
    }
score-title = How this place comes about
score-word = Word
score-found = Found
score-where = Points by place
score-worth = Points
score-how-unit = as a name, key or paragraph
score-how-word = as a word
score-how-compound = in a longer word
score-how-parts = in its parts
score-how-beginning = as the beginning of a word
score-how-mended = spelled alike
score-how-none = not
score-place-title = title
score-place-head = summary, keywords, service, publisher
score-place-body = other text
score-place-unit = as a whole
score-whole = What was typed is exactly a name, a title or a key
score-coverage = Share of the words that were found
score-standing = Maturity and adoptions; less when overdue or deprecated
score-total = Together
paging-label = Pages
paging-page = Page { $number }
paging-previous = Previous page
paging-next = Next page
card-service = service { $value }
card-seal = at least SEAL { $value }
card-used = { $n ->
        [one] used by 1 organisation
       *[other] used by { $n } organisations
    }
card-updated = updated on
section-title = Title
section-summary = Summary
section-keyword = Keyword
section-service = Service
section-owner = Publisher
section-law = Legal basis
section-step = In the process
section-role = Takes part
section-requirement = In the requirements
section-parameter = Parameter
section-document = Document
section-vendor = Vendor
section-attachment = Attachment
section-scope = Scope
section-control = Security control
section-description = In the description

## Facets

facet-fit = Fit
facet-owner = Publisher
facet-state = State (Land)
facet-service = Service key
facet-keyword = Keyword
facet-maturity = Maturity
facet-license = Licence
facet-vendor = Vendor
facet-min-seal = Minimum sovereignty level
facet-protection-need = Highest protection need
facet-trust-level = Level of assurance
facet-target-group = Target group
facet-channel = Digital throughout
facet-adopted-by = Used by
facet-kind = Kind of publisher
facet-deprecated = Deprecated
facet-deprecated-true = Yes
facet-deprecated-false = No
facet-channel-digital = Fully digital
facet-channel-breaks = With steps that are not digital
seal-level = SEAL { $value }

## Versions

version-name = Version { $value }
version-published = published on
blueprint-deprecated = This blueprint has been deprecated since { $value }.
blueprint-deprecated-reason = Reason:
blueprint-successor = Successor:
blueprint-moved = This blueprint moved on { $value }:
blueprint-moved-short = This blueprint has moved:
blueprint-moved-about = New versions appear there. What is published here stays readable.
blueprint-came-from = This blueprint has moved. Until then it was at
blueprint-came-from-versions = Earlier versions
blueprint-deprecated-short = deprecated
about-follow-up = Continues the blueprint
version-yanked = This version was withdrawn.
version-yanked-reason = Reason:
upstream-yanked = This fork stands on version { $value } of its origin. That version was withdrawn.
upstream-deprecated = The origin of this fork has been deprecated since { $value }.
upstream-see = How the fork stands to its origin
version-other = You are not looking at the latest. The latest is version { $value }.
version-to-latest = To the latest version
versions-about = A published version never changes. The checksum (SHA-256) shows that a document is unaltered.
versions-caption =
    { $n ->
        [one] One version
       *[other] { $number } versions, newest first
    }
versions-version = Version
versions-shown = (shown here)
versions-published = Published
versions-changes = What changed
versions-digest = Checksum
versions-document = Document
versions-download = Download
versions-older = Older versions

## Comparing versions

compare-title = Compare versions
compare-about = What changed between two versions, also of two blueprints. Each change says how far the version number has to rise for it at least.
compare-from = Earlier version
compare-to = Later version
compare-button = Compare
compare-unnamed = Write owner/name@version, for example mrn/handwerkerparkausweis@2.0.0. “latest” may stand for the number.
compare-unknown = There is no such version.
compare-equal = Nothing has changed.
compare-asks-major = Whoever uses the earlier version has to adapt something: major version.
compare-asks-minor = Something is added, what was there goes on working: minor version.
compare-asks-patch = Only texts, contacts or order: patch version.
compare-turn = Compare the other way round
compare-breaks = Media breaks: { $value }
compare-change = Change
compare-level = Level
compare-before = Before
compare-after = After
compare-nothing = not there
bump-major = Major
bump-minor = Minor
bump-patch = Patch
versions-compare = Compare with { $value }
versions-parents = Made of { $value }
versions-override = A smaller step than the changes ask for. Reason:

## Tabs of a blueprint

tabs-label = Parts of this blueprint
tab-overview = Overview
tab-process = Process
tab-security = Security
tab-vendors = Vendors and sovereignty
tab-adoptions = Reuse
tab-versions = Versions
tab-lineage = Forks

## Overview

overview-download = Download the document (JSON)
overview-adopt = Reuse
overview-fork = Start your own fork
overview-overdue = The day by which this blueprint was to be reviewed has passed. Ask the contact whether it is current.
overview-description = What the blueprint solves
overview-changes = New in this version
overview-service = Which service it is about
overview-scope = Scope
overview-where = Where it can be used
overview-law = Legal bases
overview-costs = Costs of rollout and operation
overview-operations = Operation
overview-bound = Other blueprints and files
overview-contacts = Contacts
overview-about = About this blueprint
overview-parameters = Parameters
overview-parameters-about = Your municipality sets these values itself, without forking the blueprint.
overview-parameters-caption =
    { $n ->
        [one] One parameter
       *[other] { $number } parameters
    }
parameter-title = Parameter
parameter-default = Default
parameter-binding = Freedom of choice
overview-rollout = Rollout
rollout-caption = Steps of the rollout
rollout-step = Step
rollout-responsible = Responsible
rollout-effort = Effort in person days
overview-extensions = Extensions and sources
overview-extensions-about = Further entries of the publisher. The registry does not interpret them.
overview-lineage = Origin and forks
lineage-upstream = Forked from
lineage-no-forks = Nothing has been forked from this blueprint yet.
lineage-forks =
    { $n ->
        [one] One blueprint has been forked from this one:
       *[other] { $number } blueprints have been forked from this one:
    }
overview-similar = Similar blueprints
overview-how-to-fork = How to fork
fork-about = A fork is a blueprint of your own. It remembers from which version it comes. With an access token of your organisation you create it by this command:
fork-placeholders = Replace IHRE-KOMMUNE by the name of your organisation in the registry, and the dots by the reason for the fork.

## Who uses a blueprint

adoptions-who = Who uses the blueprint
adoptions-count =
    { $n ->
        [0] No organisation has recorded yet that it uses this blueprint.
        [one] One organisation uses this blueprint.
       *[other] { $number } organisations use this blueprint.
    }
adoptions-effort-one = Effort of the introduction: { $value } hours
adoptions-effort-range = Effort of the introduction: { $value } hours
adoptions-effort-told =
    { $n ->
        [one] (one report).
       *[other] ({ $number } reports).
    }
adoptions-more =
    { $n ->
        [one] One more organisation is not listed here.
       *[other] { $number } more organisations are not listed here.
    }
adoptions-all = Get all as data
adoptions-how = Reusing it
adoptions-how-about = Whoever reuses a blueprint takes it as it is and sets its parameters only. Record that your organisation uses it: other municipalities then find out who has experience, and you are told what changes with new versions.
adoptions-to-parameters = Parameters with suggestions
adoptions-to-rollout = Steps of the introduction
adoptions-sign-in = Sign in to record the use
adoptions-program = With the program
adoptions-placeholders = Replace IHRE-KOMMUNE by your organisation’s name in the registry.
adoption-organisation = Organisation
adoption-size = Size
adoption-version = Version
adoption-since = Since
adoption-effort-short = Hours
adoption-form = Use by { $value }
adoption-suits = See whether the blueprint suits your organisation
adoption-for = Organisation
adoption-for-version = Version
adoption-choose = Show the form for these
adoption-public = Version, stage, product, beginning and effort are public. The parameters and the note are seen by your organisation alone.
adoption-stage = Stage
adoption-stage-planned = Planned
adoption-stage-introducing = Being introduced
adoption-stage-productive = In production
adoption-stage-ended = Ended
adoption-product = Product in use
adoption-no-product = Name no product
adoption-started-on = Beginning (year-month-day)
adoption-effort = Effort of the introduction in hours
adoption-settings = Parameters
adoption-settings-about = Empty fields stay open.
adoption-open = Still open
adoption-suggested = Suggestion: { $value }
adoption-json = Write it as JSON
adoption-no-json = This text is no JSON. The fault is at line and column { $value }. Write for example ["Monday", "Tuesday"].
adoption-no-hours = “{ $value }” is no whole number of hours. Write for example 80.
adoption-note = Note for your own organisation
adoption-record = Record
adoption-mistake = Recorded by mistake?
adoption-mistake-about = The whole record is removed. If you have used the blueprint and do no longer, choose the stage “Ended” above.
adoption-remove = Remove the record
adoption-newer =
    { $n ->
        [one] There is a newer version.
       *[other] There are { $number } newer versions.
    }
adoption-yanked = Your version was withdrawn.
adoption-security = The changes concern security.
adoption-compare = What has changed
size-class-under-5000 = under 5,000 inhabitants
size-class-under-20000 = 5,000 to under 20,000
size-class-under-100000 = 20,000 to under 100,000
size-class-from-100000 = 100,000 inhabitants and more

## Forks of a blueprint

sync-title = In step with the origin
sync-behind =
    { $n ->
        [0] Even with the origin
        [one] 1 version behind the origin
       *[other] { $number } versions behind the origin
    }
sync-own =
    { $n ->
        [0] no changes of its own
        [one] 1 change of its own
       *[other] { $number } changes of its own
    }
sync-base = Version { $value } of the origin has been taken in.
sync-security = What is new also concerns security. Look at these changes first:
sync-newer = New versions of the origin
sync-newer-more =
    { $n ->
        [one] One older new version is not listed here.
       *[other] { $number } older new versions are not listed here.
    }
sync-concerns-security = concerns security
sync-compare = Comparison with what has been taken in
sync-incoming = What version { $value } brings
sync-incoming-none = This version changes nothing that a fork takes in.
sync-own-title = Changes of its own
sync-own-about = In this the fork differs from what it has taken in. Where the origin changed the same place, you have to decide when you bring the fork into step.
sync-own-none = The fork changed nothing that the origin might change as well.
sync-local =
    { $n ->
        [one] One place is not counted. Every fork decides it for itself: name, contacts, maintenance and the suggested values of parameters.
       *[other] { $number } places are not counted. Every fork decides them for itself: name, contacts, maintenance and the suggested values of parameters.
    }
sync-all = All that is new, with before and after
sync-all-own = All changes of its own, with before and after
sync-more =
    { $n ->
        [one] One more change is in the comparison.
       *[other] { $number } more changes are in the comparison.
    }
sync-act = Merge or skip
sync-act-version = Version of the upstream
sync-merge = Begin the merge
sync-merge-about = It makes a draft of your next version. Where both sides changed the same, you decide there.
sync-skip-title = Skip a version on purpose
sync-skip-reason = Reason (shown to everybody)
sync-skip = Skip
sync-steps = Decided so far
sync-step-merged = taken in
sync-step-skipped = skipped
sync-step-own = as own version { $value }
sync-step-reason = Reason:
family-title = Family
family-about = All blueprints that come from the same origin. Each stands indented below the one it was forked from.
family-picture = Family tree of { $value }
family-picture-about = The list below the picture says the same in words.
family-here = this blueprint
family-root = origin
family-no-version = no valid version
family-behind =
    { $n ->
        [0] even with its origin
        [one] 1 version behind its origin
       *[other] { $number } versions behind its origin
    }
family-behind-short =
    { $n ->
        [0] even
        [one] 1 version behind
       *[other] { $number } versions behind
    }
family-size =
    { $n ->
        [one] one blueprint
       *[other] { $number } blueprints
    }
family-cut = The family is larger. Shown are { $value }.
fork-kinds = Two kinds of forks
fork-variant-about = The organisation goes its own way for good. It takes in new versions of the origin where they suit.
fork-technical-about = A change is being made here that is to be offered to the origin.

## Facts of the overview

service-target = Target groups
service-keys = Service keys
service-verified = verified
service-unverified = not verified
service-ozg = OZG number
service-fim = FIM modules
service-typing = Typing
service-trust = Level of assurance
service-maturity = Maturity of the online service
scope-in = Covered
scope-out = Not covered
where-states = States (Länder)
where-kinds = Administrations
where-population = Population
where-prerequisites = Prerequisites
population = { $value } inhabitants
population-from = from { $value } inhabitants
population-to = up to { $value } inhabitants
law-other = Others
operations-hosting = Suitable forms of operation
operations-interfaces = Interfaces
operations-rto = Runs again after at most
operations-rpo = Loss of data at most
bound-attachments = Attachments
about-maintainer = Maintained by
about-review = Next review
about-end = Maintenance ends on
about-funding = Funding of the maintenance
about-updated = Last updated
about-license = Licence
about-keywords = Keywords
about-digest = Checksum (SHA-256)

## Process

process-steps =
    { $n ->
        [one] The process has one step.
       *[other] The process has { $number } steps.
    }
process-how = The table lists them in order. A new group begins where another role takes over.
process-roles = Who takes part
process-table = The steps
process-caption = Steps of the process by role
process-number = No.
process-step = Step
process-channel = Channel
process-papers = Documents
process-rules = Law and security
process-next = Next
process-role = Role:
process-inputs = Needed:
process-outputs = Result:
process-condition = if:
process-end = End
process-optional = may be left out
process-time = Work: { $value }
process-waiting = Waiting: { $value }
process-documents = Documents in the process
breaks-title = Media breaks
breaks-none = No media break: between the steps, work never changes between a digital channel and paper, telephone, counter or post.
breaks-about = A media break is a stretch in which the process leaves the digital channel, with all places at which the work or a document crosses over. The table names each of these places at the step that it leads to.
breaks-count =
    { $n ->
        [one] media break
       *[other] media breaks
    }
breaks-free =
    { $n ->
        [one] of the only hand-over between steps free of media breaks
       *[other] of the { $number } hand-overs between steps free of media breaks
    }
percent = { $number }%
break-badge = Media break:
break-from = From
break-to = to
break-paper = Document
break-comes-from = comes from step
break-work-from = The work comes from step
break-there = there { $value }
break-here = here { $value }.

## Security

security-protection = Protection needs
security-protection-about = The protection need says how much harm an incident would do.
security-protection-caption = Protection need for each basic value
security-value = Basic value
security-need = Protection need
security-confidentiality = Confidentiality
security-integrity = Integrity
security-availability = Availability
security-requirements = Security requirements
security-none = This blueprint names no security requirements.
security-caption =
    { $n ->
        [one] One requirement
       *[other] { $number } requirements and where they stand in catalogues
    }
security-requirement = Requirement
security-obligation = Obligation
security-controls = Controls
security-responsible = Responsible
security-verification = Verification
privacy-data = Personal data
privacy-special = Special category under Art. 9 GDPR
privacy-ordinary = No special category stated
privacy-retention = Retention: { $value }
privacy-grounds = Legal bases of the processing
privacy-dpia = Impact assessment needed
matrix-title = Which product meets what
matrix-about = What counts is the best result of all valid tests by other organisations: of those that the publisher names, and of the attestations in the registry. What the vendor says of itself does not count and is named as such. Expired tests fall away.
matrix-caption = Requirements and products
matrix-complete =
    { $n ->
        [one] product meets all mandatory requirements
       *[other] products meet all mandatory requirements
    }
matrix-must-unmet =
    { $n ->
        [one] mandatory requirement is met by no product
       *[other] mandatory requirements are met by no product
    }
matrix-left-out =
    { $n ->
        [one] One more product is not in the table.
       *[other] { $number } more products are not in the table.
    }
matrix-gaps = Gaps by product
matrix-gaps-about = A gap is a mandatory requirement that no valid test shows as met.
matrix-no-gap = No gap: all mandatory requirements are met.
matrix-no-test = There is no valid test.
matrix-not-passed = No valid test was passed as a whole.
matrix-set-aside = These tests do not count:
covered-met = met
covered-partial = partly
covered-unmet = not met
covered-untested = not tested
covered-declared = vendor’s declaration only
covered-claimed = declared: { $value }
standing-declared = by the vendor itself
standing-undated = without a day of the test
standing-future = the day of the test lies in the future
standing-withdrawn = withdrawn
standing-expired = expired
standing-expired-on = expired on { $value }

## Attestations

attestations-heading = Attestations
attestations-title = Attestations: { $value }
attestations-about = Organisations put these on record themselves, for a product and the requirements of a version. Withdrawn and expired ones stay readable and do not count.
attestations-none = There is no attestation yet.
attestations-count =
    { $n ->
        [one] One attestation
       *[other] { $number } attestations
    }
attestations-further =
    { $n ->
        [one] One more attestation
       *[other] { $number } more attestations
    }
attestations-more = Older attestations
attestation-title = Attestation: { $value }
attestation-product = Product
attestation-product-version = Version of the product
attestation-by = Organisation
attestation-blueprint = Blueprint
attestation-result = Overall result
attestation-tested-by = Tested by
attestation-note = Note
attestation-evidence = Evidence
attestation-recorded = Recorded on
attestation-state-expired = expired
attestation-state-withdrawn = withdrawn
attestation-expired-about = This attestation has expired and does not count any more.
attestation-withdrawn = The organisation withdrew this attestation on
attestation-withdrawn-about = It does not count any more.
attestation-is-no-declaration = This organisation tested the product itself. What the vendor says stands on the page of vendors and does not count as a test.
attestation-to-product = Everything about { $value }
attestation-withdraw-title = Withdraw the attestation
attestation-withdraw-about = The attestation then counts no longer. It stays readable for everybody, with the reason. This cannot be undone; after another test you record another attestation.
attestation-withdraw-reason = Reason (public)
attestation-withdraw = Withdraw
attest-heading = Attest a test
attest-title = Attest a test: { $value }
attest-link = Attest a test
attest-about = You attest what your organisation found when it tested a product against the requirements of version { $value }.
attest-public = Everybody can read the attestation at once. It names your organisation and no person. It cannot be changed, only withdrawn.
attest-moved = This blueprint has moved. Record the attestation at the new address:
attest-yanked = This version was withdrawn. Choose a version that is good.
attest-nothing = This version has no security requirement or no product, so there is nothing to attest. Propose a product that is missing to the owner.
attest-no-role = For this you need the role “publisher” or “owner” in an organisation. Its owners can give it to you.
attest-choose = Please choose
attest-nobody = Choose the organisation that tested.
attest-product-version = Version of the product (optional)
attest-expires = Counts until (optional; two years if left out, five at most)
attest-outcomes = What did you find?
attest-note = Note (optional)
attest-evidence = Evidence (optional)
attest-evidence-about = Evidence are files that were uploaded to the registry before, for example a test report. Everybody can read them. Make sure that no personal data are in them.
attest-file-title = Name of file { $number }
attest-file-digest = Digest of file { $number } (SHA-256)
attest-send = Record the attestation
matrix-attested = attestation
matrix-named = named by the publisher
matrix-earlier = tested with version { $value }
vendors-no-attestations = The registry has no attestation for this product.

## Vendors and sovereignty

vendors-control = Who has control?
vendors-control-caption = Control over data and operation
vendors-control-over = Over what
vendors-control-by = Who decides
vendors-control-note = Explanation
vendors-rto = runs again after at most { $value }
vendors-rpo = loss of data at most { $value }
vendors-seal = What products must reach at least
vendors-seal-about = SEAL 0 to 4 are the sovereignty levels of the EU framework; 4 is the highest.
vendors-seal-caption = Minimum level by objective
vendors-objective = Objective
vendors-level = Level
vendors-points = Points
vendors-evidence = Evidence
vendors-exit = Changing the vendor
exit-formats = Export formats
exit-notice = Notice period
exit-transition = Transition takes at most
exit-retrieval = Data can be fetched afterwards for
exit-tested = Change last tried on
exit-locations = Countries allowed for data
vendors-products = Products
vendors-none = This blueprint names no products.
vendors-about = Tests were done by other organisations. What the vendor declares stands apart from them and does not count as a test.
vendors-tests = Tests named by the publisher
vendors-no-tests = The publisher names no test of this product.
vendors-declarations = Declarations of the vendor
radar-title = Sovereignty profile of { $value }
radar-legend = Circles: level by the vendor’s word, SEAL 0 inside, SEAL 4 outside. Squares: lowest level demanded. Where a level is not known, the line is broken. The tables on this page say the same.
radar-unknown = not known
vendors-assessment = Self-assessment of sovereignty { $value }
product-license = Licence
vendor-seat = Seat (country)
vendor-parent = Seat of the parent company (country)
product-deployment = Forms of operation
product-locations = Data lie in
product-keys = Keys are kept by
product-third-country = Access from third countries
product-exposed = Foreign law may force access
product-not-exposed = According to the vendor, foreign law cannot force access
product-procurement = Procurement
product-certificate = Certificate
product-own-tests = The vendor’s own tests
certificate-type = type { $value }
certificate-until = valid until { $value }
test-no-result = Without an overall result
test-by = Tested by: { $value }
test-on = Tested on
test-expires = Counts until
test-expired = { $value } (expired)
test-environment = Environment
test-version = Version of the blueprint tested
test-findings = Findings
not-stated = not stated
days-ago =
    { $n ->
        [0] today
        [one] one day ago
       *[other] { $number } days ago
    }
vendors-control-about = Five questions that should be answered before a contract.
vendors-demanded = Demanded
exit-about = The limits are those of the EU Data Act (Regulation (EU) 2023/2854, Article 25). Its two months of notice are 60 days here.
exit-caption = Periods of a change and the limits of the Data Act
exit-period = Period
exit-stated = The blueprint states
exit-limit = Limit in the Data Act
exit-standing = Verdict
exit-at-most =
    { $n ->
        [one] one day at most
       *[other] { $number } days at most
    }
exit-at-least =
    { $n ->
        [one] one day at least
       *[other] { $number } days at least
    }
exit-term-ok = kept
exit-term-too-long = too long
exit-term-too-short = too short
exit-term-not-stated = open
ways-out = Ways to another vendor
ways-out-about = A product of another vendor is independent; whether two vendors have the same owner, the blueprint does not say.
ways-out-unknown = This is not worked out for this product, because the blueprint names very many products.
alternatives-none = No independent tested product meets all mandatory requirements that this product meets.
alternatives =
    { $n ->
        [one] One independent tested product meets all mandatory requirements that this product meets:
       *[other] { $number } independent tested products meet all mandatory requirements that this product meets:
    }
alternatives-more =
    { $n ->
        [one] and one more
       *[other] and { $number } more
    }
loss = Without the vendor { $value }, no other product would meet:
loss-none = Without the vendor, nothing that is met today would be unmet.
demand-met = reached
demand-unmet = not reached
overall-seal = Overall level
overall-level = { $value }, the lowest of the eight levels
overall-at-most = { $value } at most, because not all eight objectives have a known level
score = Score by published weights
score-value = { $value } of 100
score-unknown = not known, because not all eight objectives have points
exposure = Access from third countries by all that is stated
exposure-no = Nothing speaks for it.
exposure-unknown = Open: facts are missing.
exposure-yes = Possible
exposure-reason = what speaks for it: { $value }
exposure-missing = not stated: { $value }
fact-declaration = the vendor’s own declaration
fact-laws = laws that are named
fact-seat = seat of the vendor
fact-ultimate-owner = seat of the parent company
fact-data-locations = countries in which data lie

## Problems

problem-about = This is how the API reports this case:
problem-type = Type
problem-status = Status
problem-home = To the start page
problem-search = Search blueprints

## Accessibility

a11y-lead = This page describes what the software does for accessibility. The legal accessibility statement is made by the body that operates this registry.
a11y-built = What the pages are built for
a11y-built-1 = The aim is WCAG 2.2, level AA.
a11y-built-2 = Everything can be reached by keyboard and works without scripts. Focus is visible. Headings, regions and tables are marked up.
a11y-built-3 = The pages follow your setting for light, dark and high-contrast display. At a width of 320 pixels no content is lost.
a11y-checked = How it is checked
a11y-checked-1 = Before every release of the software an automatic test opens the pages in both languages, light and dark, and checks them with the tool axe-core, contrast included.
a11y-checked-2 = An automatic test does not find every barrier. The software has not yet been tested by people with disabilities.
a11y-limits = Known limits
a11y-limits-1 = Wide tables scroll sideways on narrow screens.
a11y-limits-2 = The texts of blueprints are written by their publishers. Some exist in German only.
a11y-limits-3 = There is no content in easy language or in German sign language.

## Privacy

privacy-lead = This page describes which data the software processes when you visit the pages. It does not replace the privacy notice of the operator.
privacy-cookie = Cookie
privacy-cookie-1 = There is a single cookie. It is named “lang” and remembers the language for a year. It is set only when you switch the language.
privacy-requests = Connections to others
privacy-requests-1 = The pages load nothing from other servers: no fonts, no pictures, no scripts, no statistics. Links to other sites lead there only when you follow them.
privacy-requests-2 = While you write in the search field, the page asks this server for suggestions and sends it what you have written. It does not keep it.
privacy-address = Your internet address
privacy-address-1 = To prevent overload, the software counts requests by internet address. This happens in memory only.
privacy-address-2 = Requests may be written to an operating log. The operator decides how long it is kept.
privacy-content = Content of the registry
privacy-content-1 = Blueprints are public. Their contacts are functional addresses, not persons.
privacy-content-2 = Reading needs no account.

## Codes of the document

channel-digital = digital
channel-automated = automated
channel-paper = on paper
channel-phone = by phone
channel-in-person = in person
channel-post = by post
node-start-event = Start
node-end-event = End
node-intermediate-event = Intermediate event
node-task = Task
node-subprocess = Subprocess
node-exclusive-gateway = Decision: exactly one way
node-parallel-gateway = Parallel: all ways at once
node-inclusive-gateway = Decision: one or several ways
node-event-gateway = Waiting for the first event
role-applicant = Applicants
role-authority = Authorities
role-third-party = Third parties
role-system = Systems
binding-fixed = fixed
binding-recommended = recommended
binding-free = free
protection-normal = normal
protection-high = high
protection-very-high = very high
obligation-must = must
obligation-should = should
obligation-may = may
responsible-municipality = Municipality
responsible-operator = Operator
responsible-vendor = Vendor
responsible-shared = Shared
verification-document = Document
verification-test = Test
verification-audit = Audit
verification-certificate = Certificate
catalogue-bsi-grundschutz-pp = Grundschutz++
catalogue-bsi-it-grundschutz-2023 = IT-Grundschutz 2023
catalogue-iso-27001-2022 = ISO/IEC 27001:2022
catalogue-bsi-c5-2020 = BSI C5:2020
catalogue-bsi-c5-2025 = BSI C5:2025
catalogue-wiba = WiBA
catalogue-other = Another catalogue
holder-municipality = Municipality
holder-public-provider = Public IT provider
holder-regional-provider = Regional provider
holder-national = Provider in Germany
holder-eu = Provider in the EU
holder-third-country = Provider from a third country
deployment-on-premises = On premises
deployment-public-provider = At a public IT provider
deployment-private-cloud = Private cloud
deployment-public-cloud = Public cloud
keys-provider = the provider
keys-byok = the provider, with the customer’s own key (BYOK)
keys-hyok = the customer, outside of the provider (HYOK)
keys-customer = the customer
contract-evb-it-cloud = EVB-IT Cloud
contract-evb-it-service = EVB-IT Service
contract-evb-it-system = EVB-IT System
contract-evb-it-dienstvertrag = EVB-IT Dienstvertrag
contract-evb-it-ueberlassung-a = EVB-IT Überlassung Typ A
contract-evb-it-ueberlassung-b = EVB-IT Überlassung Typ B
contract-evb-it-pflege-s = EVB-IT Pflege S
contract-in-house = In-house award
contract-municipal-cooperation = Intermunicipal cooperation
contract-other = Another contract
scheme-bsi-c5 = BSI C5
scheme-iso-27001 = ISO/IEC 27001
scheme-bsi-it-grundschutz = BSI IT-Grundschutz
scheme-eucs = EUCS
scheme-secnumcloud = SecNumCloud
scheme-other = Another certificate
environment-pilot = Pilot operation
environment-production = Production
result-passed = Passed.
result-passed-with-findings = Passed with findings.
result-failed = Failed.
status-met = Met
status-partial = Partially met
status-unmet = Not met
status-untested = Not tested
framework-eu-csf-1-2-1 = (EU Cloud Sovereignty Framework 1.2.1)
framework-eu-csf-2026-06 = (EU Cloud Sovereignty Framework, June 2026)
target-citizen = Citizens
target-business = Businesses
target-administration = Administrations
trust-low = low
trust-substantial = substantial
trust-high = high
maturity-ozg-1-1 = OZG maturity model 1.1
maturity-ozg-2-0 = OZG maturity model 2.0
state-01 = Schleswig-Holstein
state-02 = Hamburg
state-03 = Lower Saxony
state-04 = Bremen
state-05 = North Rhine-Westphalia
state-06 = Hesse
state-07 = Rhineland-Palatinate
state-08 = Baden-Württemberg
state-09 = Bavaria
state-10 = Saarland
state-11 = Berlin
state-12 = Brandenburg
state-13 = Mecklenburg-Western Pomerania
state-14 = Saxony
state-15 = Saxony-Anhalt
state-16 = Thuringia
administration-municipality = Municipalities
administration-municipal-association = Municipal associations
administration-district = Districts
administration-region = Regions
administration-state = States (Länder)
level-eu = European Union
level-federal = Federation
level-state = State (Land)
level-municipal = Municipality
fork-technical = technical fork
fork-variant = variant
dependency-requires = Requires
dependency-recommends = Recommends
dependency-conflicts = Conflicts with
document-application = Applications
document-form = Forms
document-evidence = Evidence
document-notice = Notices
document-record = Records
document-payment = Payments
document-message = Messages
document-other = Others
cost-one-off = One-off
cost-yearly = Yearly
cost-per-case = Per case
kind-municipality = Municipality
kind-municipal-association = Municipal association
kind-district = District
kind-region = Region
kind-state = State (Land)
kind-federal = Federation
kind-working-group = Working group
kind-public-it-provider = Public IT provider
kind-vendor = Vendor
kind-other = Other
control-data = Data
control-operation = Operation
control-keys = Keys
control-access = Administrative access
control-continuity = Continuity in an emergency
sov-SOV-1 = Strategic sovereignty
sov-SOV-2 = Legal and jurisdictional sovereignty
sov-SOV-3 = Data and AI
sov-SOV-4 = Operational sovereignty
sov-SOV-5 = Supply chain
sov-SOV-6 = Technology
sov-SOV-7 = Security and compliance
sov-SOV-8 = Environmental sustainability

### People: signing in, invitations, account, organisation, operator

nav-mine = My organisations
nav-operator = Administration
sign-in = Sign in
sign-out = Sign out
sign-in-title = Sign in
sign-in-wrong = The login or the password is not right.
sign-in-no-account = No account? Whoever owns your organisation in the registry invites you. You can read everything without signing in.
login = E-mail address
password = Password
password-hint = 12 to 256 characters. A long sentence is better than special characters.
person-name = Name
organisation = Organisation
role = Role
own-role = Your role:
form-faults = Please check what you entered:
role-name-reader = Reader
role-name-contributor = Contributor
role-name-publisher = Publisher
role-name-owner = Owner
invitation-title = Invitation
invitation-as = You are signed in as { $value } and take the invitation with this account.
invitation-accept = Take the invitation
invitation-have-account = You have an account already?
invitation-new-account = Make a new account
invitation-enrol = Make the account and take the invitation
mine-title = My organisations
mine-none = You do not belong to an organisation yet. Ask them for an invitation.
mine-attestation-soon = ends on { $value }, please test again
mine-attestation-until = counts until { $value }
mine-attestations-more =
    { $n ->
        [one] and one more that counts
       *[other] and { $number } more that count
    }
mine-attestations = All attestations of this organisation
mine-blueprints = Blueprints of this organisation
mine-submitted = { $n ->
    [one] One draft waits for a second person.
   *[other] { $number } drafts wait for a second person.
  }
mine-outdated = News of blueprints in use
mine-adopted = Blueprints in use
mine-offered = { $n ->
    [one] You are offered a blueprint to take over.
   *[other] You are offered { $number } blueprints to take over.
  }
mine-expiring = { $n ->
    [one] One token expires within the next 30 days.
   *[other] { $number } tokens expire within the next 30 days.
  }
account-title = My account
account-by-provider = You sign in through your identity provider.
account-password = Change the password
account-old-password = Current password
account-new-password = New password
account-password-effect = All other sessions of this account end.
account-password-button = Change the password
account-password-changed = Your password has been changed.
account-sessions = Sessions
account-session-count = { $n ->
    [one] You are signed in on one device.
   *[other] You are signed in on { $number } devices.
  }
account-leave-everywhere = Sign out everywhere
account-delete = Delete the account
account-delete-effect = Your name and your address are deleted. What you published stays, as your organisation’s.
account-delete-sure = I want to delete my account for good.
account-delete-unsure = Confirm that you want to delete your account.
account-delete-button = Delete the account
members-title = Members
members-more = These are the first 100 members. The API names them all.
member-change = Change
member-oneself = you
member-by-provider = by the identity provider
member-role-of = Role of { $value }
member-none = No role (remove)
member-save = Save
invitations-title = Invitations
invitations-none = No invitation is open at the moment.
invitation-until = good until { $value }
invitation-withdraw = Withdraw
invitation-new = Invite somebody
invitation-note = A note, to know the invitation again
invitation-make = Make the invitation
invitation-made = The invitation is made. Hand this address over on a safe way. It is not shown again, and is good once, for 14 days:
tokens-title = Tokens for programs
tokens-about = With a token a program publishes for the organisation.
token-label = Label
token-reach = Scopes and blueprints
token-state = Validity
token-last-used = Last used
token-never-used = never
token-until = good until { $value }
token-expired = expired on { $value }
token-revoked = revoked on { $value }
token-endless = good without end
token-soon = Expires soon.
token-revoke = Revoke
token-new = New token
token-scopes = Scopes
token-pattern = Blueprints that it reaches (empty: { $value }/*)
token-days = Good for how many days (1 to 366)
token-make = Make the token
token-made = The token is made. Keep it safe. It is not shown again:
trust-title = Publishing without a stored token
trust-about = A project in GitLab, Forgejo or a similar service shows who it is and gets a token that is good for 15 minutes. So no token lies there for anybody to find.
trust-issuer = Issuer
trust-demanded = Demanded claims
trust-remove = Remove
trust-new = Trust a project
trust-issuer-field = The issuer’s address, for example https://gitlab.musterstadt.example
trust-audience = Audience for which the service makes the token
trust-claims = Demanded claims
trust-claims-about = One a line, for example project_id=42 and ref=main. Each must stand in the token exactly so. At least one names the project.
trust-scopes = What the project may do
trust-make = Add the project
scope-publish = Publish
scope-yank = Withdraw
scope-manage = Deprecate and set reviews
scope-adopt = Report adoptions
scope-attest = Attest
scope-read = Read
operator-title = Administration
people-title = People
person-since = Account since
person-operator = operates the registry
person-delete = Delete { $value }
audit-title = Audit trail
audit-day = Day
audit-deed = Act
audit-by = By
audit-concerning = Concerning
audit-token = Token { $value }
audit-machine = Operator at the machine
audit-nobody = not signed in
deed-person-created = Account made
deed-person-deleted = Account deleted
deed-password-changed = Password changed
deed-operator-appointed = Appointed operator
deed-operator-dismissed = Dismissed as operator
deed-signed-in = Signed in
deed-sign-in-failed = Signing in failed
deed-signed-out = Signed out
deed-signed-out-everywhere = Signed out everywhere
deed-session-reused = Session ended, as an earlier secret came again
deed-identity-linked = Identity provider linked
deed-organisation-created = Organisation added
deed-organisation-changed = Facts of the organisation changed
deed-policy-set = Demands of the organisation changed
deed-organisation-verified = Organisation verified
deed-verification-revoked = Verification taken back
deed-organisation-succeeded = Successor recorded
deed-succession-revoked = Successor taken back
deed-role-granted = Role given
deed-role-taken = Role taken
deed-invited = Invited
deed-invitation-withdrawn = Invitation withdrawn
deed-invitation-accepted = Invitation taken
deed-token-created = Token made
deed-token-revoked = Token revoked
deed-publisher-trusted = Project trusted to publish
deed-publisher-distrusted = Project no longer trusted
deed-token-exchanged = Token got in exchange
deed-draft-submitted = Draft submitted
deed-draft-returned = Draft returned
deed-draft-approved = Draft approved
deed-draft-published = Draft published
deed-draft-discarded = Draft discarded
deed-four-eyes-demanded = Four eyes demanded
deed-four-eyes-waived = Four eyes waived
deed-proposal-made = Proposal made
deed-proposal-commented = Proposal commented on
deed-proposal-accepted = Proposal accepted
deed-proposal-declined = Proposal declined
deed-proposal-withdrawn = Proposal withdrawn
deed-adoption-recorded = Adoption recorded
deed-adoption-removed = Record of an adoption removed
deed-attestation-recorded = Attestation recorded
deed-attestation-withdrawn = Attestation withdrawn
deed-transfer-requested = Move of a blueprint asked for
deed-transfer-accepted = Move of a blueprint accepted
deed-transfer-declined = Move of a blueprint declined
deed-transfer-withdrawn = Request to move a blueprint withdrawn
deed-slug-reserved = Slug kept
deed-slug-released = Slug given free
sign-in-elsewhere = With the account of your organisation
sign-in-here = With an account of this registry

### Organisations: directory, profile, administration

organisations-title = Organisations
organisations-name = Name of the organisation
organisations-search = Search
organisations-any = All
organisations-all = Show all organisations
organisations-below = Shown is what belongs to:
organisations-all-below = Show all that belong to it
organisations-none = No organisation fits.
organisations-count = { $n ->
    [one] One organisation
   *[other] { $number } organisations
  }
organisation-kind = Kind of organisation
organisation-land = State (Land)
organisation-no-land = not given
organisation-by-key = by the regional key
organisation-population = Inhabitants
organisation-ars = Regional key (ARS)
organisation-parent = Belongs to
organisation-parent-slug = Belongs to (short name of the organisation)
organisation-slug = Short name: lower-case letters, digits and hyphens
organisation-no-slug = A short name is made of lower-case letters, digits and hyphens, for example musterstadt.
organisation-verified = verified
organisation-verification = Verification
organisation-verified-since = Looked at by the operator on
organisation-unverified = The operator has not yet looked at whether this organisation is what it says it is.
organisation-reason = Reason:
organisation-went-up = went up in { $value }
organisation-ended = This organisation went up in
organisation-ended-effect = What it has published stays readable. Nothing new is added.
organisation-predecessors = Predecessors
organisation-members = Belonging to it
organisation-history = History
organisation-deed-renamed = renamed, was called until then
organisation-deed-verified = verified, reason:
organisation-deed-unverified = verification taken back, reason:
organisation-deed-succeeded = went up in another organisation, reason:
organisation-deed-continued = successor taken back, reason:
organisation-to-profile = Edit profile and demands
organisation-to-administration = Open in the administration
blueprint-owner-ended = The organisation that owns this blueprint went up in
profile-title = Profile: { $value }
profile-public = Public page
profile-facts = Facts
profile-facts-about = An earlier name stays visible in the history with its day. Kind, regional key and where it belongs are changed by the operator.
profile-population = Inhabitants (empty: by the list of municipalities)
profile-no-number = Write the number in digits, for example 42089.
profile-save = Save the facts
policy-title = Demands on products
policy-about = By these the registry judges whether a blueprint suits your organisation. What you leave open is not demanded. The demands are public.
policy-seal = Lowest level of sovereignty demanded
policy-any-level = not demanded
policy-certificates = Certificates needed
policy-deployments = Ways of running that are allowed (none chosen: all)
policy-locations = Countries allowed for data, two letters each, separated by commas (empty: all)
policy-third-country = No access from countries outside the EU and the EEA
policy-products = Products in use, one a line as vendor/product
policy-save = Save the demands
policy-asked-title = What this organisation asks of products
policy-asked-about = By this the registry judges whether a blueprint suits it. What is not listed is not asked for.
policy-asked-seals = Sovereignty at least
policy-asked-certificates = Certificates needed
policy-asked-deployments = Operation in one of these ways
policy-asked-locations = Data only in these countries
policy-asked-third-country = Access to the data
policy-asked-no-third-country = None from countries outside the EU and the EEA
policy-asked-products = In use already
administer-title = Organisations
administer-show = Show
administer-show-ungeprueft = not verified
administer-show-ohne-leitung = without an owner
administer-show-alle = all
administer-n-unverified = { $n ->
    [one] One organisation is still to be looked at
   *[other] { $number } organisations are still to be looked at
  }
administer-n-ownerless = { $n ->
    [one] One organisation has no owner
   *[other] { $number } organisations have no owner
  }
administer-add = Add an organisation
administer-add-about = With a regional key, Land and population follow from the list of municipalities. Municipalities have twelve digits (or eight), municipal associations nine, districts five, Länder two.
administer-add-button = Add the organisation
administer-members = Members
administer-profile = Name and population
administer-is-verified = This organisation is verified.
administer-reason = Reason (shown to everybody)
administer-verify = Record as verified
administer-revoke = Take the verification back
administer-succession = Succession
administer-succession-about = When the organisation went up in another, by incorporation or merger, name that one. Everything stays readable, nothing new is taken. Leave the field empty to take an entry back.
administer-successor = Short name of the successor
administer-succession-save = Save the succession

### Proposals

proposals-title = Proposals
proposals-about = What other organisations would change about { $value }. Its publisher decides.
proposals-none = There is no proposal yet.
proposals-waiting =
    { $n ->
        [0] No open proposal. See all proposals
        [one] One open proposal
       *[other] { $number } open proposals
    }
proposal-title = Proposal
proposal-state = State
offer-title = Propose to the upstream
offer-open = Propose changes of your own
offer-about = The publisher of the upstream decides whether to take up your changes. The proposal is public and names your organisation.
offer-select = Which changes?
offer-name = What is to change?
offer-message = Why?
offer-send = Propose
drafts-proposals = Proposals that wait for your decision
proposal-about = Proposal of { $value }
proposal-from = Proposed by
proposal-fork = from the fork { $value }
proposal-target = For
proposal-base = starting from version { $value }
proposal-made = Proposed on
proposal-state-open = open
proposal-state-accepted = accepted
proposal-state-declined = declined
proposal-state-withdrawn = withdrawn
proposal-reason = Reason of the decision
proposal-published = Published in
proposal-draft = To the draft
proposal-message = Why
proposal-behind =
    { $n ->
        [0] No new version has been published since.
        [one] One new version has been published since.
       *[other] { $number } new versions have been published since.
    }
proposal-fits = The proposal can be taken in without conflicts.
proposal-conflicts =
    { $n ->
        [one] At one place the proposal contradicts what was changed since. If you accept it, you decide in the draft what holds there.
       *[other] At { $number } places the proposal contradicts what was changed since. If you accept it, you decide in the draft what holds there.
    }
proposal-changes = Proposed changes
proposal-comments = Comments
proposal-comments-none = Nobody has said anything yet.
proposal-comments-more =
    { $n ->
        [one] One older comment is not listed.
       *[other] { $number } older comments are not listed.
    }
proposal-comment = Your comment (shown to everybody with the name of your organisation)
proposal-comment-send = Comment
proposal-decide = Decide
proposal-decide-about = If you accept, a draft with the changes is begun. Only when it is published does it become a version.
proposal-decision = Decision
proposal-accept = Accept
proposal-decline = Decline
proposal-decision-missing = Choose whether you accept or decline the proposal.
proposal-decision-reason = Reason (shown to everybody)
proposal-decision-send = Record the decision
proposal-withdraw-title = Withdraw the proposal
proposal-withdraw-about = A proposal that is withdrawn stays visible, but can no longer be accepted.
proposal-withdraw = Withdraw

### Maturity and reviews

nav-reviews = Review by working groups
grade-title = Maturity of { $value }
grade-heading = Maturity
grade-about = Maturity is not awarded. It follows from evidence, and it falls away when that no longer holds.
grade-on = As of
grade-line = Attestations and reviews count for major version { $value }, as long as the version that was tested or reviewed is not withdrawn.
grade-next = Still missing for “{ $value }”
grade-rules = What was counted
grade-asks = Condition
grade-from = From
grade-counted = Counted
grade-more =
    { $n ->
        [one] One more organisation counts; it is not listed here.
       *[other] { $number } more organisations count; they are not listed here.
    }
grade-holds = Met
grade-until = until { $value }
grade-who = Vendors never count, and an organisation that went up in another counts as that one, and once.
grade-to-reviews = Reviews of the latest version
grade-machine = The same for programs (JSON)
queue-title = Review by working groups
queue-about = These blueprints are proven. To be a standard, two organisations of a working group must approve the major version.
queue-none = No proven blueprint waits for a review at the moment.
queue-approved = Already approved by:
queue-approved-none = No organisation has approved it yet.
queue-review = Review { $value }
queue-evidence = Evidence for { $value }
review-title = Review of { $value }
review-about = A review says what an organisation thinks of this version on behalf of a working group. It is public and names organisations, not people.
review-given = Reviews so far
review-none = Nobody has reviewed this blueprint yet.
review-more = All reviews (JSON)
review-moved = This blueprint has moved. Review it at its new address:
review-yanked = This version was withdrawn and is reviewed no more.
review-yanked-latest = This version was withdrawn. Review the latest version:
review-own-only = You publish only for the organisation that this blueprint is from. Nobody reviews their own blueprint.
review-unsent = This is what you wrote; it is not saved:
review-latest = To the review of the latest version
review-give = Give a review
review-sign-in = Sign in to review for your organisation.
review-not-you = Whoever may publish for an organisation and takes part in a verified working group can review. Both roles are given by whoever leads the organisation.
review-organisation = On behalf of
review-group = Working group
review-verdict = Verdict
review-approve = Approve
review-reject = Reject
review-verdict-approved = Approved
review-verdict-rejected = Rejected
review-reason = Reason (public)
review-send = Give the review
review-withdraw = Withdraw the review
review-withdraw-reason = Reason for withdrawing (public)
review-withdrawn = Withdrawn on { $value }.
review-no-group = Choose a working group.
review-no-organisation = Choose the organisation for which you review.
review-no-verdict = Choose whether you approve or reject the version.

### Moving and renaming

transfer-heading = Transfer or rename
transfer-title = Transfer or rename { $value }
transfer-about = You can offer this blueprint to another organisation or give it a new name. Another organisation has to agree within 30 days. A new name counts at once; where your organisation demands four eyes, a second person confirms it.
transfer-about-old = At the new address it goes on with the latest version. The versions so far stay readable where they are, and whoever comes to the old address is led on.
transfer-to-owner = Organisation that gets it (slug; for a new name it stays yours)
transfer-to-name = Name of the blueprint there
transfer-reason = Reason (public once it has moved)
transfer-send = Ask
transfer-no-name = A name starts with a letter and has lower-case letters, digits and hyphens.
transfer-history = Earlier requests
transfer-from = Blueprint
transfer-to = New address
transfer-made = Asked on
transfer-state = State
transfer-why = Reason
transfer-until = open until { $value }
transfer-answer = Answer:
transfer-state-open = open
transfer-state-accepted = accepted
transfer-state-declined = declined
transfer-state-withdrawn = withdrawn
transfer-state-expired = expired
transfer-decide-about = If you accept, the blueprint goes on at the new address at once. That cannot be taken back.
transfer-decision = Decision
transfer-accept = Take over
transfer-decline = Decline
transfer-decision-missing = Choose whether you take the blueprint over or decline.
transfer-decision-reason = Answer (optional; both organisations can read it)
transfer-decision-send = Record the decision
transfer-withdraw = Take the request back
transfers-title = Transfers
transfers-open = Open requests
transfers-ended = Earlier requests
transfers-none = There are none yet.
transfers-none-open = No request waits at the moment.
transfers-to-list = All transfers of the organisation

### Slugs that are kept

kept-title = Kept slugs
kept-about = No organisation gets a slug that is listed here: because it is yet to come, or because nobody should appear under that name.
kept-none = No slug is kept at the moment.
kept-list = Slugs that are kept
kept-reason = Reason
kept-since = Since
kept-free = Give free
kept-give-free = Give { $value } free
kept-more = More slugs are not listed here.
kept-add = Keep a slug
kept-send = Keep

### Drafts

drafts-title = Drafts
drafts-none = There is no draft yet.
draft-title = Title
draft-state = State
draft-saved = Last saved
draft-untitled = Draft without a title
draft-new = New draft
draft-new-about = Begin with a version of your own, with a document that you have, or empty. A draft may be unfinished; its page says what is missing.
draft-from = From a version of your own, for example musterstadt/hundesteuer@latest
draft-document = Document (JSON or YAML)
draft-begin = Begin the draft
draft-state-open = open
draft-state-submitted = submitted
draft-state-approved = approved
draft-state-published = published
draft-state-discarded = discarded
merge-title = Merge with the upstream
merge-about = This draft takes in { $value }.
merge-compare = What the upstream changed
merge-outdated = The fork has taken something else in since. Nothing comes of this draft any more; begin the merge anew.
merge-proposal-title = What the proposal contradicts
merge-proposal-about = This draft takes up a proposal of { $value } that contradicts what was changed since.
merge-proposal-compare = To the proposal
merge-proposal-outdated = A new version was published since the acceptance. Discard this draft; the proposal is open again then and can be accepted for it.
merge-proposal-side-base = What the proposal starts from
merge-proposal-side-ours = Your latest version
merge-proposal-side-theirs = Proposal
merge-none-open = Every place is decided.
merge-open = { $n ->
    [one] One place is to be decided.
   *[other] { $number } places are to be decided.
  }
merge-how = Both sides changed them differently. Choose what shall hold. What you leave open stays to be decided.
merge-side-base = Common state
merge-side-ours = Your fork
merge-side-theirs = Upstream
merge-absent = Not there
merge-own = A value of your own
merge-own-json = Write the value as JSON, as it stands in the document; null removes the place.
merge-own-unreadable = Your own value cannot be read. Write it as JSON, texts in quotation marks.
merge-effect = What else you changed in the draft stays.
merge-decide = Keep the decisions
draft-verdict = Check
draft-ready = The draft has no errors and can be published.
finding-error = Error
finding-warning = Note
draft-required = The changes ask for at least: { $value }.
draft-changes = { $n ->
    [one] One change since the version before
   *[other] { $number } changes since the version before
  }
level-of-major = a major version
level-of-minor = a minor version
level-of-patch = a patch
draft-next = Next step
draft-submit = Submit
draft-approve = Approve
draft-publish = Publish
draft-discard = Discard the draft
draft-return = Return
draft-return-reason = What is missing
draft-edit = Edit
draft-save = Save
draft-save-effect = Saving after the submission takes submission and approval back.
autosave-saved = Saved at
autosave-faulty = Not saved yet; what you typed is still here.
autosave-conflict = Somebody else has saved this draft meanwhile, or you yourself in another window. What you typed is still here and is no longer saved by itself. Compare it with what is stored. With “Save” you see what you typed once more and decide what holds.
autosave-stored = See what is stored in a new window
autosave-expired = You are no longer signed in. What you typed is still here. Sign in in a new window and come back here; then it is saved.
autosave-sign-in = Sign in in a new window
autosave-offline = Not saved yet: the registry does not answer. What you typed is still here and is saved as soon as it answers again.
autosave-refused = You can no longer save this draft. What you typed is still here; copy it before you leave this page.
draft-own-text = Below is your text; it has not been saved yet.
draft-stored-text = See what is stored
draft-is-published = This draft has become a version.
draft-to-version = To the version
draft-history = History
draft-deed-created = begun
draft-deed-saved = saved
draft-deed-resolved = conflicts decided
draft-deed-submitted = submitted
draft-deed-returned = returned
draft-deed-approved = approved
draft-deed-published = published
draft-deed-discarded = discarded
four-eyes-title = Four eyes
four-eyes-on = This organisation demands four eyes: a second person has seen whatever is published.
four-eyes-off = This organisation does not demand four eyes: whoever may publish does so alone.
four-eyes-demand = Demand four eyes
four-eyes-waive = Waive four eyes
mine-drafts = Drafts
