// The one place that knows where the template library lies.
export {html, svg, nothing, render} from '../vendor/lit-html/lit-html.js';
export {repeat} from '../vendor/lit-html/directives/repeat.js';
