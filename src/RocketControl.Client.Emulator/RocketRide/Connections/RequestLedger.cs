using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>The newest requests, over WebSocket and HTTP.</summary>
internal sealed class RequestLedger
{
    public const int Capacity = Ledger<ReceivedRequest>.Capacity;

    private readonly Ledger<ReceivedRequest> _requests = new(request => request.ArgumentsJson?.Length ?? 0);

    /// <summary>The newest requests in the order of arrival, no more than <see cref="Capacity"/>, and fewer when their arguments are very long.</summary>
    public IReadOnlyList<ReceivedRequest> Snapshot() => _requests.Snapshot();

    public void Record(ClientConnection connection, InboundMessage message)
    {
        string? arguments = message.HasArguments ? PythonJsonWriter.Compact(message.Arguments) : null;
        _requests.Record(number => new ReceivedRequest(
            number, connection.Id, message.CommandName ?? "", message.Subcommand, arguments, message.Data?.Length));
    }

    public void Record(HttpRequest request)
    {
        ReceivedHttpRequest head = ReceivedHttpRequest.Of(request);
        _requests.Record(number => new ReceivedRequest(number, 0, "", null, null, request.ContentLength) { Http = head });
    }

    /// <summary>The oldest remembered request that matches, or else the next one.</summary>
    public Task<ReceivedRequest> WaitAsync(Predicate<ReceivedRequest> matches, CancellationToken cancellationToken) =>
        _requests.WaitAsync(matches, cancellationToken);
}
