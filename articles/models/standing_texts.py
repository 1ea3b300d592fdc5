"""What the standing pages say until the newsroom says it in its own words.

Only what the software does and what holds for every newsroom: nothing here promises in the name of people whom we do
not know. Each text asks its editor for what only they can tell.
"""

ABOUT = """
<p>This is a newspaper on the web. Its stories are free to read, need no account, and run on open-source software.</p>
<h2>Who writes here</h2>
<p>Every story names the people who wrote it. A name leads to a page with their role, what they cover, how to reach
them, and what they have published.</p>
<h2>How to read it</h2>
<p>Stories say when they were first published and when they were last updated. Opinion, analysis, satire, sponsored
texts, agency copy and texts made with the help of artificial intelligence carry a label wherever they appear.</p>
"""

CONTACT = """
<p>We read what readers write to us, and are glad to hear of mistakes: what is wrong in a story will be put right.</p>
<h2>Writing to a reporter</h2>
<p>The name over a story leads to its author’s page, which says how to reach them.</p>
"""

ETHICS = """
<p>These are the standards that this site is built to keep.</p>
<h2>Labels</h2>
<p>News is reported. What is opinion, editorial, analysis, review, satire or paid for by somebody else says so above its
headline, in lists and feeds as well as on its own page.</p>
<h2>Names and dates</h2>
<p>A story shows who wrote it, where it comes from when it is an agency’s, when it was published, and when it was last
updated. An old story says that it is old.</p>
<h2>Pictures</h2>
<p>Pictures carry the credit of whoever made them, and a description for readers who cannot see them.</p>
<h2>Machines</h2>
<p>A text that was made with the help of artificial intelligence is labeled. Software may suggest; a person
publishes.</p>
"""

CORRECTIONS = """
<p>When a story is wrong, we put it right where it was wrong, and say so.</p>
<ul>
<li><p>A correction stands on the story with its date, and says what was wrong and what is right.</p></li>
<li><p>A story that is updated with more news shows the time of the update beside the time of its first
publication.</p></li>
<li><p>A story that has to be withdrawn leaves a note at its address: when it was withdrawn, and why.</p></li>
<li><p>A story keeps its address. If the address has to change, the old one leads to the new one.</p></li>
</ul>
<p>To report a mistake, follow the link at the end of the story, or write to us on the contact page.</p>
"""

OWNERSHIP = """
<p>Readers should know who owns a newspaper and who pays for it.</p>
<p>The newsroom has not filled in this page yet. It will name the owner, the publisher who is responsible in law, and
where the money comes from.</p>
<p>What somebody else has paid for is labeled “Sponsored” and is never presented as news.</p>
"""

PRIVACY = """
<p>You can read everything here without telling us who you are.</p>
<ul>
<li><p>Reading sets no cookies. Staff who sign in to the editing desk get a cookie there, and need it.</p></li>
<li><p>Pages load nothing from other sites: no advertising networks, no trackers, no fonts or scripts of others. Nothing
about your visit is sent to anybody else.</p></li>
<li><p>Settings that you choose, and stories that you save for later, stay in your browser, on your device.</p></li>
<li><p>Your search words are part of the address that you ask for, as on every site. The software keeps no list of
them.</p></li>
</ul>
<p>Links in stories lead to other sites, which have their own rules. The company that hosts this site may keep a log of
requests for a limited time; the newsroom should name it here, with how long the log is kept and whom to ask about
it.</p>
"""

ACCESSIBILITY = """
<p>This site is built to be read by everybody, with any device and any assistive technology. The measure is WCAG 2.2,
level AA.</p>
<ul>
<li><p>Everything works with the keyboard alone, and without script.</p></li>
<li><p>Pages can be enlarged to 400 per cent without scrolling sideways, and follow your choice of light or dark colors
and of less motion.</p></li>
<li><p>Headings, lists, tables and languages are marked, so that a screen reader can announce them; text in another
language is read in that language.</p></li>
<li><p>Pictures have descriptions where they tell something that the text does not.</p></li>
</ul>
<p>Copy and pictures from outside may fall short of this, above all where a picture came without a description. If
something keeps you from reading, please tell us on the contact page: we count it as a mistake to be put right.</p>
"""

TEXTS = {
    "about": {"title": "About us", "summary": "Who writes this paper and how to read it.", "body": ABOUT},
    "contact": {"title": "Contact", "summary": "How to reach the newsroom and report a mistake.", "body": CONTACT},
    "ethics": {
        "title": "Ethics and standards",
        "summary": "What readers can expect: labels, names, dates, pictures, machines.",
        "body": ETHICS,
    },
    "corrections-policy": {
        "title": "Corrections policy",
        "summary": "What happens when a story is wrong, and how to report it.",
        "body": CORRECTIONS,
    },
    "ownership": {
        "title": "Ownership and funding",
        "summary": "Who owns this paper and who pays for it.",
        "body": OWNERSHIP,
    },
    "privacy": {
        "title": "Privacy",
        "summary": "Reading sets no cookies and nothing about it is sent to others.",
        "body": PRIVACY,
    },
    "accessibility": {
        "title": "Accessibility",
        "summary": "How this site is made to be read by everybody, and whom to tell when it fails.",
        "body": ACCESSIBILITY,
    },
}
