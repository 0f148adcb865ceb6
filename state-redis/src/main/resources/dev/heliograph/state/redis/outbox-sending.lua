-- ARGV[1]: now, [2]: owner, [3]: fence; then for each intent id, session, random id. Answers with the replicas and the ids
-- that may be sent
local now, owner, fence = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local answers, told = {look_for_another_master(now)}, {}
for i = 4, #ARGV, 3 do
  local id, session, random = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local fields = row(id)
  if fields and is_mine(fields, owner, fence) then
    if fields[STATE] == 'CLAIMED' then
      fields[SESSION], fields[RANDOM] = session, random
      move(id, fields, 'SENDING', now)
    end
    -- one that is stored already was not answered, or is asked for twice
    local is_stored = fields[STATE] == 'SENDING' and fields[SESSION] == session and fields[RANDOM] == random
    if is_stored and not told[id] then
      told[id] = true
      answers[#answers + 1] = id
    end
  end
end
finish()
return answers
