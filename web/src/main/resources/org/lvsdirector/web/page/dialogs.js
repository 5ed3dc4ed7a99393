/** Before something is changed: what will happen, and only then a button that does it. */
import { html, useEffect, useRef } from "./html.js";
import { DrainForm } from "./drainform.js";
import { FailoverForm } from "./failoverform.js";
import { SaveForm } from "./saveform.js";
import { UndrainForm, WeightForm } from "./weightform.js";

const FORMS = {
  drain: DrainForm,
  undrain: UndrainForm,
  weight: WeightForm,
  failover: FailoverForm,
  save: SaveForm,
};

/** The dialog for a question {kind, …}; none when there is no question. */
export function Dialogs({ desk, question, onDone }) {
  const dialog = useRef();
  useEffect(() => {
    if (question && !dialog.current.open) {
      dialog.current.showModal();
    } else if (!question && dialog.current.open) {
      dialog.current.close();
    }
  }, [question]);
  const Form = question && FORMS[question.kind];
  return html`
    <dialog ref=${dialog} aria-labelledby="dialog-title" onClose=${onDone}>
      ${Form && html`<${Form} key=${question} desk=${desk} question=${question} onDone=${onDone} />`}
    </dialog>
  `;
}
