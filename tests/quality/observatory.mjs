// Prints what the HTTP Observatory makes of each address given (without its scheme): a line of JSON each.
import { scan } from "@mdn/mdn-http-observatory";

for (const address of process.argv.slice(2)) {
  const { scan: found, tests } = await scan(address);
  const failed = Object.values(tests).filter((test) => !test.pass).map((test) => test.result);
  console.log(JSON.stringify({ address, grade: found.grade, score: found.score, failed }));
}
