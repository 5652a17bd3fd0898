using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Support;

/// <summary>The server's end of a message channel, played by a test: it takes the requests one by one and says what comes back.</summary>
internal sealed class ScriptedPeer(IMessageChannel channel) : IAsyncDisposable
{
    private long _seq;

    /// <summary>The next request, whatever it is.</summary>
    public async Task<ScriptedRequest> NextAsync()
    {
        var message = await channel.ReceiveAsync().Soon();
        return message.Closure is null
            ? new ScriptedRequest(message)
            : throw new AssertionException("The client closed the connection instead of sending a request.");
    }

    /// <summary>The next request, which must be of that kind.</summary>
    public async Task<ScriptedRequest> ExpectAsync(string command)
    {
        var request = await NextAsync();
        Assert.That(request.Command, Is.EqualTo(command), request.Header);
        return request;
    }

    /// <summary>Waits until the client says that it will send no more; requests that come before fail the test.</summary>
    public async Task<ChannelClosure> ClosedAsync()
    {
        var message = await channel.ReceiveAsync().Soon();
        return message.Closure ?? throw new AssertionException($"The client sent {new ScriptedRequest(message)} instead of closing.");
    }

    /// <summary>Takes a request of that kind and answers it with success.</summary>
    public async Task<ScriptedRequest> AnswerNextAsync(string command, string? body = null)
    {
        var request = await ExpectAsync(command);
        await AnswerAsync(request, body);
        return request;
    }

    /// <summary>Takes a request of that kind and refuses it.</summary>
    public async Task<ScriptedRequest> RefuseNextAsync(string command, string message)
    {
        var request = await ExpectAsync(command);
        await RefuseAsync(request, message);
        return request;
    }

    public Task AnswerAsync(ScriptedRequest request, string? body = null) => SendAsync(
        $$$"""{"type":"response","seq":{{{++_seq}}},"request_seq":{{{request.Seq}}},"command":"{{{request.Command}}}","success":true{{{Member("body", body)}}}}""");

    public Task RefuseAsync(ScriptedRequest request, string message) => SendAsync(
        $$$"""
        {"type":"response","seq":{{{++_seq}}},"request_seq":{{{request.Seq}}},"command":"{{{request.Command}}}","success":false,
        "message":{{{JsonSerializer.Serialize(message)}}},"trace":{"file":"task_conn.py","lineno":264}}
        """);

    public Task EventAsync(string name, string? body = null) => SendAsync(
        $$$"""{"type":"event","seq":{{{++_seq}}},"event":"{{{name}}}"{{{Member("body", body)}}}}""");

    public Task SendAsync(string text) => channel.SendAsync(Encoding.UTF8.GetBytes(text), isBinary: false, moreFollows: false).Soon();

    public Task SendAsync(byte[] bytes, bool isBinary) => channel.SendAsync(bytes, isBinary, moreFollows: false).Soon();

    /// <summary>Closes, and drops the connection once the client has closed its side or dropped it, as servers do.</summary>
    public async Task CloseAsync()
    {
        await channel.CloseOutputAsync().Soon();
        try
        {
            while ((await channel.ReceiveAsync().Soon()).Closure is null)
            {
            }
        }
        catch (WebSocketException)
        {
            // The client dropped it.
        }
        channel.Abort();
    }

    public void Abort() => channel.Abort();

    public ValueTask DisposeAsync()
    {
        channel.Abort();
        return channel.DisposeAsync();
    }

    private static string Member(string name, string? json) => json is null ? "" : $",\"{name}\":{json}";
}
