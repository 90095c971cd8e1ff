// Starts what the pages' parts need of a script. Every page works without it.
import { initAll } from "./vendor/govuk-frontend-6.6.0.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
