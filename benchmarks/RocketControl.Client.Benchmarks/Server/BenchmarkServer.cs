using System.Net;
using System.Net.Sockets;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>
/// The other side of all comparisons, in a process of its own: answers from a thread for each connection, with prepared bytes, faster than any client asks. Knows
/// just enough of RocketRide and Feldera for that.
/// </summary>
internal static class BenchmarkServer
{
    /// <summary>What the server prints before its port.</summary>
    public const string Greeting = "listening on 127.0.0.1:";

    /// <summary>Serves until standard input ends, so that it never outlives who started it.</summary>
    public static async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Console.WriteLine($"{Greeting}{((IPEndPoint)listener.LocalEndPoint!).Port}");

        new Thread(() => AcceptAll(listener)) { IsBackground = true }.Start();
        while (await Console.In.ReadLineAsync() is not null)
            continue;
    }

    private static void AcceptAll(Socket listener)
    {
        while (TryAccept(listener) is { } socket)
        {
            socket.NoDelay = true;
            new Thread(() => Serve(socket)) { IsBackground = true }.Start();
        }
    }

    /// <summary>The next connection; null when the listener was closed.</summary>
    private static Socket? TryAccept(Socket listener)
    {
        try
        {
            return listener.Accept();
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.Interrupted or SocketError.OperationAborted)
        {
            return null;
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                var input = new SocketInput(socket);
                if (HttpConnection.Serve(input, socket) is { } webSocketKey)
                    WebSocketConnection.Serve(input, socket, webSocketKey);
            }
            catch (SocketException)
            {
                // The client is gone, which is how every connection ends.
            }
        }
    }
}
