// Asks Microsoft's agents-activity whether it takes each activity; input and output are one JSON document. What it
// does not take is told in its own words, and null else.
import agents from '@microsoft/agents-activity';
import { text } from 'node:stream/consumers';

const verdict = activity => {
  try {
    const { type, text, entities } = agents.Activity.fromObject(activity);
    const same = type === activity.type && text === activity.text && JSON.stringify(entities) === JSON.stringify(activity.entities);
    return same ? null : 'It reads something else.';
  } catch (error) {
    return error.message;
  }
};

const activities = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(Object.fromEntries(Object.entries(activities).map(([name, activity]) => [name, verdict(activity)]))));
