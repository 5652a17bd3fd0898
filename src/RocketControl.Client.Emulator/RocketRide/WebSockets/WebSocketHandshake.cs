using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>The opening handshake (RFC 6455 §4.2): no sub-protocol is ever selected, the query and the origin do not matter.</summary>
internal static class WebSocketHandshake
{
    private const int KeyLength = 16;

    /// <summary>Whether the request asks for an upgrade to WebSocket, well formed or not.</summary>
    public static bool IsRequested(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && HasToken(context.Request.Headers.Upgrade, "websocket");

    /// <summary>Whether the request may be answered with 101.</summary>
    public static bool IsValid(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.SecWebSocketVersion == "13"
        && IsKey(context.Request.Headers.SecWebSocketKey);

    /// <summary>Answers with 101 and returns the raw connection.</summary>
    public static async Task<Stream> AcceptAsync(HttpContext context, bool compresses)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
        if (compresses)
            headers.SecWebSocketExtensions = MessageCompression.Agreement;
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false);
    }

    private static bool HasToken(StringValues header, string token) =>
        header.Any(value => value is not null && value.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase));

    private static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + 2];
        return key is not null && Convert.TryFromBase64String(key.Trim(), bytes, out int length) && length == KeyLength;
    }

#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; it protects nothing.
    private static string AcceptKey(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key.Trim() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
