/** Adds stories until it is killed; prints the last id of each transaction once it is committed. */
import { openDatabase, transaction } from '../../../electron/desk/store/database.ts';
import { addFeed } from '../../../electron/desk/store/feeds.ts';
import { addStory } from './add-story.ts';

const database = await openDatabase(process.argv[2] ?? '');
addFeed(database, { url: 'https://a.example/' }, 0);
for (let batch = 0; ; batch++) {
  const id = transaction(database, () => {
    let last = 0;
    for (let index = 0; index < 20; index++)
      last = addStory(database, {
        title: `story ${batch}`,
        text: 'drone '.repeat(200),
        identity: `${process.pid}-${batch}-${index}`,
        publishedAt: Date.UTC(2026, 0, 1) + batch * 60_000,
      });
    return last;
  });
  process.stdout.write(`${id}\n`);
}
