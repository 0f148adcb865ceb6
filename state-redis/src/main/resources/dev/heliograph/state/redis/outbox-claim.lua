-- ARGV[1]: now, [2]: owner, [3]: fence, [4]: how many at most, [5]: token of this claim; then tokens of earlier claims whose
-- answers were lost. Answers with 1 where there is more to do first, else 0, and id, row, payload of each
local now, owner, fence, limit = tonumber(ARGV[1]), ARGV[2], ARGV[3], tonumber(ARGV[4])
look_for_another_master(now)
if is_shut_out(owner, fence) then
  finish()
  return {0}
end

if #ARGV > 5 then
  local lost = {}
  for i = 6, #ARGV do
    lost[ARGV[i]] = true
  end
  for _, id in ipairs(call('ZRANGE', OPEN, 0, -1)) do
    local fields = row(id)
    if fields[STATE] == 'CLAIMED' and lost[fields[TOKEN]] and is_mine(fields, owner, fence) then
      move(id, fields, 'QUEUED', now)
    end
  end
end

local budget = sort_pending(now, STEPS)
if budget <= 0 or not promote(now, budget) then
  finish()
  return {1}
end
local answers = {0}
while limit > 0 do
  local name, id, fields
  name, id, fields, budget = first_ready(now, budget)
  if not name then
    if budget <= 0 then
      answers[1] = 1
    end
    break
  end
  fields[OWNER], fields[FENCE], fields[TOKEN] = owner, fence, ARGV[5]
  move(id, fields, 'CLAIMED', now)
  view(answers, id, fields)
  limit = limit - 1
end
finish()
return answers
