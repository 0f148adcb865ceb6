-- ARGV[1]: now, [2]: owner, [3]: fence; then for each settlement id, state, message id, reason, attempts, due or empty.
-- Answers with the ids of the rows that were changed
local now, owner, fence = tonumber(ARGV[1]), ARGV[2], ARGV[3]
look_for_another_master(now)
local answers = {}

local function may_become(fields, state)
  local before = fields[STATE]
  if before == 'CLAIMED' then
    return state == 'FAILED' or state == 'QUEUED'
  elseif before == 'SENDING' then
    return state ~= 'SENDING'
  end
  return before == 'UNKNOWN' and fields[RECOVERED] == '1' and (state == 'SENT' or state == 'FAILED')
end

for i = 4, #ARGV, 6 do
  local id, state = ARGV[i], ARGV[i + 1]
  local fields = row(id)
  if fields and is_mine(fields, owner, fence) and may_become(fields, state) then
    fields[ATTEMPTS] = ARGV[i + 4]
    fields[MESSAGE] = state == 'SENT' and ARGV[i + 2] or '0'
    fields[REASON] = ENDS[state] and ARGV[i + 3] or ''
    fields[RECOVERED] = '0'
    if state == 'QUEUED' then
      fields[DUE_AT] = ARGV[i + 5] == '' and ARGV[1] or ARGV[i + 5]
    end
    move(id, fields, state, now)
    answers[#answers + 1] = id
  end
end
finish()
return answers
