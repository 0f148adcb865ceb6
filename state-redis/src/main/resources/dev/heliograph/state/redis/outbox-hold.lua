-- ARGV[1]: now, [2]: job, [3]: 1 or 0, or empty to go on. Answers with whether that is a change, and 1 where there is more to do
local job, changed = Q .. ':job:' .. ARGV[2], 0
if ARGV[3] ~= '' then
  if ARGV[3] == '1' then
    changed = call('HSETNX', job, 'held', 1)
  else
    changed = call('HDEL', job, 'held')
  end
  if changed == 1 then
    call('HSET', PENDING, ARGV[2], '-inf')
  end
end
sort_pending(tonumber(ARGV[1]), STEPS)
finish()
return {changed, call('HEXISTS', PENDING, ARGV[2])}
