/** Who are you? Asked when the node knows tokens and the browser has none. */
import { html, useRef, useState } from "./html.js";
import { Problem } from "./api.js";
import { Sign } from "./icons.js";

export function LogIn({ desk }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef();
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await desk.logIn(field.current.value.trim());
    } catch (failure) {
      setProblem(failure instanceof Problem ? failure.message : "The director does not answer.");
      field.current.select();
      setBusy(false);
    }
  };
  return html`
    <main class="gate">
      <form onSubmit=${submit}>
        <h1><${Sign} of="master" />lvs-director</h1>
        <input type="text" autocomplete="username" value="lvs-director" hidden />
        <label for="token">Token</label>
        <input
          id="token"
          ref=${field}
          type="password"
          required
          autofocus
          autocomplete="current-password"
          spellcheck="false"
          aria-describedby="token-help"
          aria-invalid=${problem ? "true" : undefined}
        />
        <p id="token-help" class="dim">
          One of the node’s tokens file; <code>lvs-director token add</code> makes one.
        </p>
        ${problem && html`<p class="problem" role="alert">${problem}</p>`}
        <button type="submit" class="primary" disabled=${busy}>
          ${busy ? "Asking…" : "Log in"}
        </button>
      </form>
    </main>
  `;
}
