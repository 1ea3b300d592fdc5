// The editor of article bodies: django-prose-editor's Tiptap with our own schema and toolbar.
//
// The schema holds everything that articles/markup/allowed.py allows (tests/desk/test_body_editor.py keeps them in step):
// what the editor does not know, it would silently drop. It injects no <style> (strict CSP: body-editor.css has the
// rules), and it writes a block that nobody touched exactly as it came, so that an edit of one paragraph is no change
// of the others.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, HorizontalRule,
  Italic, Link, ListItem, Mark, Node, OrderedList, Paragraph, Strike, Subscript, Superscript, Text,
  createNodeFromContent, updateAttrsDialog,
} from "django-prose-editor/editor"

const Cite = Mark.create({ name: "cite", parseHTML: () => [{ tag: "cite" }], renderHTML: () => ["cite", 0] })

const Footnote = Node.create({
  name: "footnote", group: "inline", inline: true, atom: true, priority: 200,
  addAttributes: () => ({
    text: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-footnote"),
      renderHTML: (attributes) => ({ "data-footnote": attributes.text, title: attributes.text }),
    },
  }),
  parseHTML: () => [{ tag: "sup[data-footnote]", priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes, "*"],
})

const Figure = Node.create({
  name: "figure", group: "block", content: "inline*", isolating: true, draggable: true,
  addAttributes: () => ({
    image: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-image"),
      renderHTML: (attributes) => ({ "data-image": attributes.image }),
    },
  }),
  parseHTML: () => [{ tag: "figure[data-image]", contentElement: (figure) => figure.querySelector("figcaption") ?? figure }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
})

// Standings and results: lines and columns as typed. A line ends with a break, as articles.markup prints it.
const Columns = Node.create({
  name: "columns", group: "block", content: "inline*", whitespace: "pre", defining: true,
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
  renderHTML: () => ["pre", 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { $from, empty } = this.editor.state.selection
        if ($from.parent.type !== this.type) return false
        const isDone = empty && $from.parentOffset === $from.parent.content.size && $from.nodeBefore?.type.name === "hardBreak"
        // A second Enter at the end leaves the box.
        return isDone ? this.editor.commands.splitBlock() : this.editor.commands.setHardBreak()
      },
    }
  },
})

// Tables keep their caption, head and foot, which Tiptap's own tables do not know.
const container = (name, tag, content, more = {}) =>
  Node.create({
    name, content,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...more,
  })
const given = (...names) => () => Object.fromEntries(names.map((name) => [name, { default: null }]))
const Tables = [
  container("table", "table", "tablePart+", { group: "block", isolating: true }),
  container("tableCaption", "caption", "inline*", { group: "tablePart" }),
  container("tableHead", "thead", "tableRow+", { group: "tablePart" }),
  container("tableBody", "tbody", "tableRow+", { group: "tablePart" }),
  container("tableFoot", "tfoot", "tableRow+", { group: "tablePart" }),
  container("tableRow", "tr", "tableCell+"),
  container("tableHeader", "th", "block+", {
    group: "tableCell", isolating: true, addAttributes: given("scope", "colspan", "rowspan"),
  }),
  container("tableData", "td", "block+", { group: "tableCell", isolating: true, addAttributes: given("colspan", "rowspan") }),
]

// Tiptap's numbered list writes a type, which no body may have.
const Numbered = OrderedList.extend({
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (element) => Number.parseInt(element.getAttribute("start") ?? "1", 10) || 1,
      renderHTML: ({ start }) => (start === 1 ? {} : { start }),
    },
  }),
  addNodeView: () => null,
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
})

const EXTENSIONS = [
  Document, Text, Paragraph, HardBreak, Heading.configure({ levels: [2, 3] }), BulletList, Numbered, ListItem, Blockquote,
  HorizontalRule, Columns, Footnote, Figure, ...Tables,
  Link.configure({ autolink: false, enableTarget: false, openOnClick: false, HTMLAttributes: { target: null, rel: null } }),
  Bold, Italic, Strike, Subscript, Superscript.configure({}), Cite, History, Dropcursor, Gapcursor,
]

const place = (editor, content) => editor.chain().focus().insertContent(content).run()

async function askLink(editor) {
  const before = editor.getAttributes("link")
  const answer = await updateAttrsDialog(
    {
      href: { title: "Address", description: "Empty: no link" },
      title: { title: "Title", description: "Shown when somebody points at it; may stay empty" },
    },
    { title: "Link", submitText: "OK" },
  )(editor, before)
  if (!answer) return
  const chain = editor.chain().focus().extendMarkRange("link")
  if (answer.href.trim()) chain.setLink({ href: answer.href.trim(), title: answer.title.trim() || null }).run()
  else chain.unsetLink().run()
}

async function askFootnote(editor) {
  const answer = await updateAttrsDialog({ text: { title: "Footnote", format: "textarea" } }, { title: "Footnote", submitText: "OK" })(
    editor, editor.isActive("footnote") ? editor.getAttributes("footnote") : {},
  )
  const text = answer?.text.trim()
  if (text) place(editor, { type: "footnote", attrs: { text } })
}

// A picture is placed by its number; which ones there are, the rows of the story say.
async function askPicture(editor) {
  const rows = [...document.querySelectorAll('select[name^="images-"][name$="-image"]')].filter((select) => select.value)
  const names = rows.map((select) => `${select.value}: ${select.selectedOptions[0]?.textContent ?? ""}`)
  if (!names.length) {
    await updateAttrsDialog({}, { title: "Add a picture to the story's pictures first", submitText: "OK" })(editor, {})
    return
  }
  const answer = await updateAttrsDialog(
    { picture: { title: "Picture", enum: names }, caption: { title: "Caption", description: "Empty: the caption below" } },
    { title: "Picture in the text", submitText: "OK" },
  )(editor, { picture: names[0] })
  if (!answer) return
  const content = answer.caption.trim() ? [{ type: "text", text: answer.caption.trim() }] : []
  place(editor, { type: "figure", attrs: { image: Number.parseInt(answer.picture, 10).toString() }, content })
}

function insertTable(editor) {
  const cell = (type) => ({ type, content: [{ type: "paragraph" }] })
  const row = (type) => ({ type: "tableRow", content: [cell(type), cell(type), cell(type)] })
  place(editor, {
    type: "table",
    content: [
      { type: "tableHead", content: [row("tableHeader")] },
      { type: "tableBody", content: [row("tableData"), row("tableData")] },
    ],
  })
}

// A new row like the one the cursor is in, and the row taken out.
function changeRows(editor, isAdding) {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name !== "tableRow") continue
    const { tr, schema } = editor.state
    if (isAdding) {
      const cells = node.content.content.map((old) => old.type.createAndFill(old.attrs))
      tr.insert($from.after(depth), schema.nodes.tableRow.create(null, cells))
    } else if ($from.node(depth - 1).childCount > 1) tr.delete($from.before(depth), $from.after(depth))
    else tr.delete($from.before(depth - 2), $from.after(depth - 2))
    editor.view.dispatch(tr)
    editor.view.focus()
    return
  }
}

const run = (command, ...rest) => (editor) => editor.chain().focus()[command](...rest).run()
const TOOLS = [
  ["Text", "Paragraph", run("setParagraph"), (e) => e.isActive("paragraph")],
  ["H2", "Subheading", run("toggleHeading", { level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["H3", "Smaller subheading", run("toggleHeading", { level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  null,
  ["B", "Bold", run("toggleBold"), (e) => e.isActive("bold")],
  ["I", "Italic", run("toggleItalic"), (e) => e.isActive("italic")],
  ["S", "Struck out", run("toggleStrike"), (e) => e.isActive("strike")],
  ["x²", "Superscript", run("toggleSuperscript"), (e) => e.isActive("superscript")],
  ["x₂", "Subscript", run("toggleSubscript"), (e) => e.isActive("subscript")],
  null,
  ["• List", "Bulleted list", run("toggleBulletList"), (e) => e.isActive("bulletList")],
  ["1. List", "Numbered list", run("toggleOrderedList"), (e) => e.isActive("orderedList")],
  ["Quote", "Quotation", run("toggleBlockquote"), (e) => e.isActive("blockquote")],
  ["Columns", "Lines in columns", (e) => e.chain().focus().toggleNode("columns", "paragraph").run(), (e) => e.isActive("columns")],
  ["Rule", "Dividing line", run("setHorizontalRule")],
  null,
  ["Link", "Link", askLink, (e) => e.isActive("link")],
  ["Note", "Footnote", askFootnote, (e) => e.isActive("footnote")],
  ["Picture", "Picture in the text", askPicture, (e) => e.isActive("figure")],
  ["Table", "Table", insertTable],
  ["+ Row", "Add a row below", (e) => changeRows(e, true), null, (e) => e.isActive("table")],
  ["− Row", "Delete the row", (e) => changeRows(e, false), null, (e) => e.isActive("table")],
  null,
  ["Undo", "Undo", run("undo"), null, (e) => e.can().undo()],
  ["Redo", "Redo", run("redo"), null, (e) => e.can().redo()],
]

// One tab stop; arrow keys move inside, as in every toolbar.
function toolbar(editor, label) {
  const bar = document.createElement("div")
  bar.className = "body-tools"
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", label)
  const buttons = []
  for (const tool of TOOLS) {
    if (!tool) {
      bar.append(Object.assign(document.createElement("span"), { className: "gap" }))
      continue
    }
    const [text, name, command, isActive, isEnabled] = tool
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text, title: name })
    // Who steers by voice says what stands on the button, so its name begins with it (WCAG 2.5.3).
    button.setAttribute("aria-label", name.includes(text) ? name : `${text}: ${name}`)
    button.tabIndex = buttons.length ? -1 : 0
    button.addEventListener("click", () => command(editor))
    const update = () => {
      if (isActive) button.setAttribute("aria-pressed", String(isActive(editor)))
      if (isEnabled) button.setAttribute("aria-disabled", String(!isEnabled(editor)))
    }
    editor.on("transaction", update)
    update()
    buttons.push(button)
    bar.append(button)
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const from = buttons.indexOf(document.activeElement)
    if (!step || from < 0) return
    const to = buttons[(from + step + buttons.length) % buttons.length]
    buttons[from].tabIndex = -1
    to.tabIndex = 0
    to.focus()
    event.preventDefault()
  })
  return bar
}

// Word processors say bold and italic in style attributes, which the CSP blocks and reports like every on…= attribute,
// and wrap everything in a <b> that is none.
function withoutStyles(html) {
  const renamed = html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)(\s*=)/gi, " data-pasted-$1$2"))
  const { body } = new DOMParser().parseFromString(renamed, "text/html")
  for (const element of body.querySelectorAll("[data-pasted-style]")) {
    const style = element.dataset.pastedStyle
    if (/font-weight:\s*(normal|[1-4]00)/i.test(style) && element.matches("b, strong")) element.replaceWith(...element.childNodes)
    for (const [said, tag] of [[/font-weight:\s*(bold|[6-9]00)/i, "strong"], [/font-style:\s*italic/i, "em"]]) {
      if (!said.test(style) || !element.matches("span")) continue
      const wrapper = document.createElement(tag)
      wrapper.append(...element.childNodes)
      element.append(wrapper)
    }
  }
  return body.innerHTML
}

// The source of each block that came from the server, one a line, if the editor reads it as exactly that block.
function untouchedBlocks(editor, lines) {
  const blocks = new Map()
  if (lines.length !== editor.state.doc.childCount) return blocks
  lines.forEach((line, index) => {
    const node = editor.state.doc.child(index)
    const alone = createNodeFromContent(line, editor.schema, { slice: false })
    if (alone.childCount === 1 && alone.firstChild.eq(node)) blocks.set(node, line)
  })
  return blocks
}

function written(editor, blocks) {
  const html = editor.getHTML()
  const holder = new DOMParser().parseFromString(html, "text/html").body
  const lines = []
  editor.state.doc.forEach((node, _offset, index) => lines.push(blocks.get(node) ?? holder.children[index].outerHTML))
  return lines.filter((line) => line !== "<p></p>").join("\n")
}

function create(textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  label.id ||= `${textarea.id}_label`
  const element = document.createElement("div")
  element.className = "prose-editor body-editor"
  textarea.before(element)
  const isEditable = !textarea.matches(":disabled")
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, dir: "auto" }
  const described = textarea.getAttribute("aria-describedby")
  if (described) attributes["aria-describedby"] = described
  if (!isEditable) attributes["aria-readonly"] = "true"
  const language = document.getElementById("id_language")?.value
  if (/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(language ?? "")) attributes.lang = language
  const editor = new Editor({
    element, injectCSS: false, editable: isEditable, content: textarea.value, extensions: EXTENSIONS,
    editorProps: { attributes, transformPastedHTML: withoutStyles },
    onUpdate: () => {
      textarea.value = written(editor, blocks)
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  const blocks = untouchedBlocks(editor, textarea.value.split("\n").filter(Boolean))
  if (isEditable) element.prepend(toolbar(editor, `${label.textContent.trim()}: formatting`))
  element.append(textarea)
  textarea.hidden = true
  textarea.tabIndex = -1
  // The text box has the label's id, but is not shown: the label and a link to the field lead to the editor.
  label.addEventListener("click", () => editor.commands.focus())
  textarea.addEventListener("focus", () => editor.commands.focus())
  textarea.bodyEditor = editor
}

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) create(textarea)
