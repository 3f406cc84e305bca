// A page that could not be made yet: ask for it again every five seconds, and show it once it is there.
"use strict";

setInterval(() => {
  fetch(location.href, { method: "HEAD", cache: "no-store" }).then((answer) => {
    if (answer.status !== 503) location.reload();
  }, () => {});
}, 5000);
