// What is typed is kept on the server a few seconds later, and in this browser until it is there.
//
// Nothing here decides about the story: the server keeps the form as it stands, and the next Save merges as always.
import { csrf, post, typed } from "desk/asking"

const PAUSE = 4000 // after the last key
const LONGEST = 20000 // also of somebody who never stops typing
const AGAIN = [5000, 10000, 20000, 30000]
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "draft", "continued", "uid", "base", "save_note"])

const form = document.querySelector("form[data-autosave]")
if (form) start()

function start() {
  const status = form.querySelector("[data-unsaved]")
  const uid = form.elements.uid.value
  const prefix = `newsroom-draft:${form.dataset.user}:`
  const key = `${prefix}${uid}:${form.elements.draft.value}`
  let timer, started, isWaiting = false, isSending = false, isLeaving = false, isAllowed = false, failures = 0
  let abort = new AbortController()

  const say = (text, isTrouble = false) => {
    if (status.textContent !== text) status.textContent = text
    status.classList.toggle("is-trouble", isTrouble)
  }

  form.addEventListener("input", () => {
    if (!isWaiting) started = Date.now()
    isWaiting = true
    if (!failures) say("Not saved yet")
    holdHere()
    if (failures) return // the next try is on its way, and takes what is typed by then
    clearTimeout(timer)
    timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, started + LONGEST - Date.now())))
  })

  async function keep() {
    clearTimeout(timer)
    if (isSending || isLeaving) return
    isSending = true
    isWaiting = false
    const trouble = await send(typed(form)).then(kept, (error) => error)
    isSending = false
    if (isLeaving) return
    if (!trouble) {
      failures = 0
      if (isWaiting) timer = setTimeout(keep, PAUSE)
      else letGo()
      return
    }
    isWaiting = true
    const wait = AGAIN[Math.min(failures, AGAIN.length - 1)]
    failures += 1
    say(`Not saved: ${trouble.message} Your words are kept in this browser; next try in ${wait / 1000} seconds.`, true)
    timer = setTimeout(keep, wait)
  }

  function kept(answer) {
    say(`Saved ${answer.kept}`)
    if (form.hasAttribute("data-presence") || !answer.story) return
    // The story has come into being: a reload opens it. The form still goes where it came from.
    form.action = form.action || location.href
    history.replaceState(null, "", answer.story)
  }

  async function send(body) {
    const answer = await post(form, form.dataset.autosave, body, abort.signal)
    if (!answer.kept) throw new Error("the server answered something else.")
    return answer
  }

  // -- The copy in this browser ---------------------------------------------------------------------------------------

  function holdHere() {
    const copy = { at: Date.now(), isNew: !form.hasAttribute("data-presence"), fields: [...typed(form)].filter(([name]) => name !== "csrfmiddlewaretoken") }
    try {
      localStorage.setItem(key, JSON.stringify(copy))
    } catch { /* full, or switched off: the server's copy is the one that counts */ }
  }

  function letGo(name = key) {
    try { localStorage.removeItem(name) } catch { /* as above */ }
  }

  function stored() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== key)
        .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
        .sort((one, other) => other.at - one.at)
    } catch { return [] }
  }

  function offer() {
    const saved = document.cookie.split("; ").find((part) => part.startsWith("saved_draft="))?.slice(12)
    const isNew = !form.hasAttribute("data-presence")
    for (const copy of stored()) {
      if (saved && copy.name.endsWith(`:${saved}`)) letGo(copy.name)
      else if (copy.name.startsWith(`${prefix}${uid}:`) || (isNew && copy.isNew)) {
        const names = differing(copy)
        if (names.length) return show(copy, names)
        letGo(copy.name)
      }
    }
  }

  // The names of the fields in which a copy and the form differ.
  function differing(copy) {
    const joined = (fields) => {
      const all = new Map()
      for (const [name, value] of fields) {
        if (NOT_TYPED.has(name) || name.startsWith("initial-") || name.endsWith("_FORMS")) continue
        const flat = value.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()
        all.set(name, `${all.get(name) ?? ""}\n${flat}`)
      }
      return all
    }
    const there = joined(copy.fields), here = joined(typed(form))
    const names = [...new Set([...there.keys(), ...here.keys()])].filter((name) => (there.get(name) ?? "\n") !== (here.get(name) ?? "\n"))
    return [...new Set(names.map((name) => labelOf(name)))]
  }

  function labelOf(name) {
    if (name.startsWith("bylines-")) return "Bylines"
    if (name.startsWith("images-")) return "Pictures"
    return document.querySelector(`label[for="id_${name}"]`)?.textContent.trim().replace(/:$/, "") || name
  }

  function show(copy, names) {
    const notice = document.querySelector("[data-local-copy]")
    const when = new Date(copy.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })
    notice.querySelector("[data-local-words]").textContent =
      `Words that never reached the server are kept in this browser since ${when}. They differ in: ${names.join(", ")}.`
    notice.hidden = false
    notice.querySelector("[data-throw-away]").addEventListener("click", () => {
      letGo(copy.name)
      notice.hidden = true
    })
    notice.querySelector("[data-put-back]").addEventListener("click", async () => {
      const body = new FormData()
      for (const [name, value] of copy.fields) body.append(name, value)
      try {
        const answer = await send(body)
        letGo(copy.name)
        location.assign(`${answer.story}?copy=${answer.copy}`)
      } catch (error) {
        say(`Not put back: ${error.message}`, true)
      }
    })
  }

  // -- Saving ---------------------------------------------------------------------------------------------------------

  // A form that is sent without a connection, or by somebody who was signed out, is gone. So it is asked for first.
  form.addEventListener("submit", async (event) => {
    if (isAllowed || event.submitter?.hasAttribute("formtarget")) return
    event.preventDefault()
    if (isLeaving) return
    isLeaving = true
    holdHere()
    say("Saving …")
    let trouble = ""
    try {
      const response = await fetch(form.dataset.autosave, { redirect: "manual", cache: "no-store" })
      if (response.type === "opaqueredirect") trouble = "you have been signed out. Sign in in another tab, then save again."
      else if (response.status >= 500) trouble = `the server has trouble (${response.status}). Try again in a moment.`
    } catch {
      trouble = "there is no connection. Try again when it is back."
    }
    if (trouble) {
      isLeaving = false
      say(`Not saved: ${trouble} Everything you typed is still here.`, true)
      if (!failures) timer = setTimeout(keep, PAUSE)
      return
    }
    clearTimeout(timer)
    abort.abort()
    form.elements.csrfmiddlewaretoken.value = csrf(form)
    isAllowed = true
    form.requestSubmit(event.submitter)
  })
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return
    isLeaving = isAllowed = false
    abort = new AbortController()
  })
  window.addEventListener("online", () => { if (failures) keep() })
  // The body becomes an editor after this: compare when it stands.
  window.addEventListener("load", offer)
}
