namespace RocketControl.Client.Transports.Dap;

/// <summary>A message from the peer, or the news that none will follow.</summary>
internal readonly record struct ReceivedMessage(ReadOnlyMemory<byte> Data, bool IsBinary, ChannelClosure? Closure = null);
