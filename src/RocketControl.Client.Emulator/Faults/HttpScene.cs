using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>An HTTP request that a fault struck, and its answer, null when it was not executed. It is over when the client or the server gives up.</summary>
internal sealed record HttpScene(HttpContext Context, HttpAnswer? Answer, TimeProvider TimeProvider, CancellationToken Over)
{
    public Task SendAnswerAsync() => SendAsync(Answer!);

    public Task SendAsync(HttpAnswer answer) => AnswerWriter.WriteAsync(Context, answer, Over);

    public Task SendHalfAsync() => AnswerWriter.WriteHalfAsync(Context, Answer!);

    public Task DelayAsync(TimeSpan delay) => Task.Delay(delay, TimeProvider, Over);

    /// <summary>Drops the connection behind what was sent.</summary>
    public async Task DropAsync(ConnectionDrop drop)
    {
        if (drop == ConnectionDrop.Finish)
        {
            Context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);
            // Anything else that ends the connection before the client has read so far could turn the FIN into a RST.
            await DelayAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }
        Context.Abort();
    }
}
