-- Forgets cells whose time is over. Answers with 1 where there may be more, else 0
local over = redis.call('ZRANGEBYSCORE', expiring, '-inf', whole(now), 'LIMIT', 0, PAGE)
for _, key in ipairs(over) do
  forget(key)
end
return {#over == PAGE and 1 or 0}
