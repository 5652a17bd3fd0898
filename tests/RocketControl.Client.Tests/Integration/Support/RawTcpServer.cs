using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>A server that answers whatever is asked with the same bytes and closes, or does not.</summary>
internal sealed class RawTcpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _answer;
    private readonly bool _closes;
    private readonly Task _serving;

    private RawTcpServer(string answer, bool closes)
    {
        (_answer, _closes) = (Encoding.Latin1.GetBytes(answer), closes);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Endpoint => $"http://{_listener.LocalEndpoint}";

    /// <summary>Completes when somebody has asked for the first time.</summary>
    public Task Asked => _asked.Task;

    public static RawTcpServer Answering(string answer) => new(answer, closes: true);

    public static RawTcpServer Silent() => new("", closes: false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (await client.GetStream().ReadAsync(buffer, _stop.Token) == 0)
                    continue;
                _asked.TrySetResult();
                await client.GetStream().WriteAsync(_answer, _stop.Token);
                if (!_closes)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
