// How the scripts of the story's form ask the server. What went wrong is an Error with words for the editor.

// Somebody who signed in again has another token than the form.
export function csrf(form) {
  const name = form.dataset.csrfCookie
  const cookie = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))
  return cookie ? cookie.slice(name.length + 1) : form.elements.csrfmiddlewaretoken.value
}

export async function post(form, address, body, signal) {
  let response
  body.set("csrfmiddlewaretoken", csrf(form))
  try {
    response = await fetch(address, { method: "POST", body, redirect: "manual", signal })
  } catch {
    throw new Error("there is no connection.")
  }
  if (response.type === "opaqueredirect") throw new Error("you have been signed out. Sign in in another tab; this one goes on by itself.")
  if (response.status >= 500) throw new Error(`the server has trouble (${response.status}).`)
  if (response.status === 403) throw new Error("the server refused it (403). If you signed in as somebody else meanwhile, copy your words and open the story again.")
  if (!response.ok) throw new Error(`the server refused it (${response.status}).`)
  return response.status === 204 ? {} : response.json()
}

// What the form would send, without files: those are uploaded on a page of their own.
export function typed(form) {
  const data = new FormData(form)
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
  return data
}
