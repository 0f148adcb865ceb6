-- ARGV[2]: key, [3]: expected version, [4]: w or d, [5]: time to live in microseconds or empty, [6]: bytes
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
if ARGV[4] == 'd' then
  forget(key)
  return answer(1, nil)
end
if not cell and ttl and ttl <= LONGEST_LEASE then
  -- whoever held it before the change may hold it still, as long as it could have been given
  local changed = tonumber(redis.call('HGET', meta, 'changed') or '')
  if changed and now < changed + ttl then
    return {2, whole(changed + ttl - now)}
  end
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
