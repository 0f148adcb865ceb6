// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
// A bot of grammY in a simulated Telegram: node grammy-bot.mjs http://127.0.0.1:8081
import { Bot, GrammyError } from "grammy";

const server = process.argv[2];
const bot = new Bot("77:secret", { client: { apiRoot: server } });

async function simulator(page, wish) {
  const answer = await fetch(`${server}/simulator/${page}`, { method: "POST", body: JSON.stringify(wish) });
  if (!answer.ok) throw new Error((await answer.json()).description);
}

async function refusal(call) {
  try {
    await call();
    return "accepted";
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
    throw error;
  }
}

const answered = new Promise((done) => {
  bot.on("message:text", async (context) => {
    await context.reply(`You said <b>${context.message.text}</b>`, { parse_mode: "HTML" });
    done();
  });
});
void bot.start({ onStart: (me) => console.log(`polling as @${me.username}`) });

await bot.api.getMe();
await simulator("write", { bot: 77, from: 12, text: "hello" });
await answered;

const sent = await bot.api.sendMessage(42, "hello");
await bot.api.editMessageText(42, sent.message_id, "goodbye");
await bot.api.deleteMessage(42, sent.message_id);
console.log("blocked:", await refusal(() => bot.api.sendMessage(1000003, "hello")));

await simulator("flood", { bot: 77, chat: 42, seconds: 30 });
console.log("flooded:", await refusal(() => bot.api.sendMessage(42, "hello")));

await bot.stop();
const score = await (await fetch(`${server}/simulator/score`)).json();
console.log("score:", score.accepted, "accepted,", score.duplicates, "twice,", score.too_many_requests, "too early");
console.log(await (await fetch(`${server}/simulator/accepted`)).text());
