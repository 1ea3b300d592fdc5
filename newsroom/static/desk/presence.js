// Who else has this story open, and what was saved meanwhile. A hidden tab says so, because browsers slow it down.
import { csrf, post } from "desk/asking"

const EVERY = 15000
const form = document.querySelector("form[data-presence]")

if (form) {
  const others = document.querySelector("[data-others]")
  const newer = document.querySelector("[data-newer]")
  let timer

  const body = () => {
    const data = new FormData()
    for (const name of ["draft", "base"]) data.set(name, form.elements[name].value)
    if (document.hidden) data.set("hidden", "1")
    return data
  }

  const tell = () => {
    clearTimeout(timer)
    timer = setTimeout(tell, EVERY)
    // Without a connection, autosaving says so as soon as something is typed.
    post(form, form.dataset.presence, body()).then(show, () => {})
  }

  const show = (answer) => {
    if (!answer.others) return
    const said = answer.others.join("\n")
    if (others.innerText.trim() !== said) others.replaceChildren(...answer.others.map((text) => Object.assign(document.createElement("p"), { textContent: text })))
    others.hidden = !said
    newer.hidden = !answer.newer
    if (!answer.newer) return
    const text = newer.querySelector("[data-newer-text]")
    if (text.textContent !== answer.newer.text) text.textContent = answer.newer.text
    newer.querySelector("[data-newer-changes]").href = answer.newer.changes
  }

  document.addEventListener("visibilitychange", tell)
  window.addEventListener("pagehide", () => {
    const data = body()
    data.set("leaving", "1")
    data.set("csrfmiddlewaretoken", csrf(form))
    navigator.sendBeacon(form.dataset.presence, data)
  })
  window.addEventListener("pageshow", tell)
}
