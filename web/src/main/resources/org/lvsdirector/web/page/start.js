/** Begins to ask the cluster while the rest of the page is still on its way. */
import { Desk } from "./desk.js";

const LOGIN_LINK = /^#login=(.+)$/;

export const desk = new Desk();

const link = LOGIN_LINK.exec(location.hash);
if (link) {
  history.replaceState(null, "", location.pathname);
  desk.logIn(decodeURIComponent(link[1])).catch(() => desk.start());
} else {
  desk.start();
}
