-- ARGV[2]: key, [3]: expected version, [4]: w or d, [5]: time to live in microseconds or empty, [6]: bytes, [7]: how long
-- after a change of master no lease changes hands, in microseconds
local key, expected, ttl = ARGV[2], ARGV[3], tonumber(ARGV[5])

-- another master, or the same one started anew, may lack the latest writes
local run = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local known = redis.call('HGET', meta, 'run')
if run ~= known then
  redis.call('HSET', meta, 'run', run)
  if known then
    redis.call('HSET', meta, 'changed', whole(now))
  end
end

local cell = present(key)
if (cell and cell.version or '0') ~= expected then
  return answer(0, cell)
end
if string.sub(key, 1, 6) == 'lease/' and (cell and cell.bytes or '') ~= ARGV[6] then
  -- this master may not know to whom the one before it gave the lease; whoever holds it may go on to renew it
  local free = tonumber(redis.call('HGET', meta, 'changed') or '-inf') + tonumber(ARGV[7])
  if now < free then
    return {2, whole(free - now)}
  end
end
if ARGV[4] == 'd' then
  forget(key)
  return answer(1, nil)
end
for _, over in ipairs(redis.call('ZRANGEBYSCORE', expiring, '-inf', whole(now), 'LIMIT', 0, 10)) do
  forget(over)
end
-- the time as well, so that versions go on growing where the latest ones were lost with a master
local version = whole(math.max(tonumber(redis.call('HGET', meta, 'version') or '0') + 1, now))
local expires = ttl and whole(now + ttl) or ''
redis.call('HSET', meta, 'version', version)
redis.call('HSET', cells, key, '1\t' .. version .. '\t' .. expires .. '\t' .. ARGV[6])
redis.call('ZADD', names, 0, key)
if ttl then
  redis.call('ZADD', expiring, expires, key)
else
  redis.call('ZREM', expiring, key)
end
return {1, whole(now), version, expires, ARGV[6]}
