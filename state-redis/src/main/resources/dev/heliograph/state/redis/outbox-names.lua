-- ARGV: jobs. Answers with the latest id, how many jobs are held, those, and then fences: owner, fence
local answers = {call('HGET', META, 'last') or '0', 0}
for _, job in ipairs(ARGV) do
  if is_held(job) then
    answers[2] = answers[2] + 1
    answers[#answers + 1] = job
  end
end
for _, part in ipairs(call('HGETALL', Q .. ':fences')) do
  answers[#answers + 1] = part
end
return answers
