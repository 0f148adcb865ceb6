-- Takes one permit of every limit or of none. Grants what dev.heliograph.spi.state.Bucket grants; numbers here have 53
-- bits, so a time is a pair of whole seconds and nanoseconds.
-- KEYS[1]:limit:KEY   hash: f = 1 (the format), limit, and for a rate: at = when it will be full again, interval
-- KEYS[1]:times:KEY   list of a window: when the permits were taken that may still count, oldest first
-- ARGV[1]: the time as "seconds nanoseconds", or empty for this server's own; then for each take
-- key, limit as text, R or W, seconds and nanoseconds of the interval or span, burst or count
local BILLION = 1000000000

local function pair(text)
  local seconds, nanos = string.match(text, '^(%d+) (%d+)$')
  return {tonumber(seconds), tonumber(nanos)}
end

local function text(time)
  return string.format('%.0f %.0f', time[1], time[2])
end

local function isAfter(one, other)
  return one[1] > other[1] or (one[1] == other[1] and one[2] > other[2])
end

local function later(one, other)
  return isAfter(one, other) and one or other
end

local function plus(one, other)
  local seconds, nanos = one[1] + other[1], one[2] + other[2]
  if nanos >= BILLION then
    return {seconds + 1, nanos - BILLION}
  end
  return {seconds, nanos}
end

local function minus(one, other)
  local seconds, nanos = one[1] - other[1], one[2] - other[2]
  if nanos < 0 then
    return {seconds - 1, nanos + BILLION}
  end
  return {seconds, nanos}
end

local function times(span, factor)
  local nanos = span[2] * factor
  local carried = math.floor(nanos / BILLION)
  return {span[1] * factor + carried, nanos - carried * BILLION}
end

-- how many whole spans the time needs, a part counting as a whole
local function spansIn(time, span)
  local count = math.ceil((time[1] * BILLION + time[2]) / (span[1] * BILLION + span[2]))
  while isAfter(time, times(span, count)) do
    count = count + 1
  end
  while count > 0 and not isAfter(time, times(span, count - 1)) do
    count = count - 1
  end
  return count
end

local now
if ARGV[1] == '' then
  local time = redis.call('TIME')
  now = {tonumber(time[1]), tonumber(time[2]) * 1000}
else
  now = pair(ARGV[1])
end

local function load(key)
  local kept = redis.call('HMGET', KEYS[1] .. ':limit:' .. key, 'limit', 'at', 'interval')
  local bucket = {key = key, limit = kept[1], taken = {}, stored = 0, dropped = 0}
  if kept[2] then
    bucket.kind, bucket.at, bucket.interval = 'R', pair(kept[2]), pair(kept[3])
  elseif kept[1] then
    bucket.kind = 'W'
    bucket.stored = redis.call('LLEN', KEYS[1] .. ':times:' .. key)
  end
  return bucket
end

-- the permits of a window: first those that are stored, read a block at a time, then those of this call
local function takenAt(bucket, index)
  local place = bucket.dropped + index
  if place >= bucket.stored then
    return bucket.taken[place - bucket.stored + 1]
  end
  local block = math.floor(place / 128)
  bucket.blocks = bucket.blocks or {}
  if not bucket.blocks[block] then
    bucket.blocks[block] = redis.call('LRANGE', KEYS[1] .. ':times:' .. bucket.key, block * 128, block * 128 + 127)
  end
  return pair(bucket.blocks[block][place - block * 128 + 1])
end

local function length(bucket)
  return bucket.stored + #bucket.taken - bucket.dropped
end

local function put_under(bucket, limit)
  if bucket.kind ~= limit.kind then
    if bucket.kind then
      bucket.isEmptied = true
    end
    bucket.at, bucket.taken, bucket.stored, bucket.dropped, bucket.blocks = nil, {}, 0, 0, nil
  elseif limit.kind == 'R' and bucket.limit ~= limit.text then
    local debt = isAfter(bucket.at, now) and spansIn(minus(bucket.at, now), bucket.interval) or 0
    bucket.at = plus(now, times(limit.span, debt))
  end
  bucket.kind, bucket.limit, bucket.interval = limit.kind, limit.text, limit.span
end

-- takes a permit and answers since when there was one
local function take(bucket, limit)
  if limit.kind == 'R' then
    bucket.at = plus(bucket.at and later(bucket.at, now) or now, limit.span)
    return minus(bucket.at, times(limit.span, limit.count))
  end
  while length(bucket) > 0 and not isAfter(plus(takenAt(bucket, 0), limit.span), now) do
    bucket.dropped = bucket.dropped + 1
  end
  local live = length(bucket)
  local excess = live + 1 - limit.count
  local earliest = now
  if excess > 0 then
    earliest = plus(excess <= live and takenAt(bucket, excess - 1) or now, limit.span)
  end
  bucket.taken[#bucket.taken + 1] = live == 0 and now or later(now, takenAt(bucket, live - 1))
  bucket.over = plus(bucket.taken[#bucket.taken], limit.span)
  return earliest
end

local at, buckets, order = now, {}, {}
for i = 2, #ARGV, 6 do
  local key = ARGV[i]
  local limit = {
    text = ARGV[i + 1], kind = ARGV[i + 2],
    span = {tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])}, count = tonumber(ARGV[i + 5])
  }
  if not buckets[key] then
    buckets[key] = load(key)
    order[#order + 1] = key
  end
  put_under(buckets[key], limit)
  at = later(at, take(buckets[key], limit))
end

if isAfter(at, now) then
  local wait = minus(at, now)
  return {0, string.format('%.0f', wait[1]), string.format('%.0f', wait[2])}
end

local function keep(bucket)
  local limit, list = KEYS[1] .. ':limit:' .. bucket.key, KEYS[1] .. ':times:' .. bucket.key
  redis.call('HSET', limit, 'f', 1, 'limit', bucket.limit)
  if bucket.kind == 'R' then
    redis.call('HSET', limit, 'at', text(bucket.at), 'interval', text(bucket.interval))
    redis.call('DEL', list)
  else
    redis.call('HDEL', limit, 'at', 'interval')
    if bucket.isEmptied then
      redis.call('DEL', list)
    end
    local own = math.max(0, bucket.dropped - bucket.stored)
    if bucket.stored > 0 and bucket.dropped > 0 then
      redis.call('LTRIM', list, bucket.dropped, -1)
    end
    for i = own + 1, #bucket.taken do
      redis.call('RPUSH', list, text(bucket.taken[i]))
    end
  end
  if ARGV[1] == '' then
    -- as good as new by then
    local wait = minus(later(bucket.kind == 'R' and bucket.at or bucket.over, now), now)
    local millis = string.format('%.0f', wait[1] * 1000 + math.ceil(wait[2] / 1000000) + 1)
    redis.call('PEXPIRE', limit, millis)
    redis.call('PEXPIRE', list, millis)
  end
end

for _, key in ipairs(order) do
  keep(buckets[key])
end
return {1}
