namespace RocketControl.Client.Transports.Dap;

/// <summary>A message is larger than the agreed limit.</summary>
internal sealed class MessageTooLargeException(long limit)
    : Exception($"The message is larger than the limit of {limit:N0} bytes.")
{
    public long Limit => limit;
}
