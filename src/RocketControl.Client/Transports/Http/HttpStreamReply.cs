namespace RocketControl.Client.Transports.Http;

/// <summary>An answer whose body is read while it comes in.</summary>
/// <param name="Head">Status and type; with the whole body when it is no success.</param>
/// <param name="Body">What comes in; null when the answer is no success. Its disposal ends the exchange.</param>
internal sealed record HttpStreamReply(HttpReply Head, HttpBodyStream? Body = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Body?.DisposeAsync() ?? ValueTask.CompletedTask;
}
