namespace RocketControl.Client.Transports.Dap;

internal enum DapCallFailure
{
    ConnectionLost,
    DeadlinePassed,
    MalformedReply,
    RequestTooLarge,
}
