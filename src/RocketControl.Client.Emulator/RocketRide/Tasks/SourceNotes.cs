using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>
/// What a source says when it is ready: the status text and the notes with its address and keys (RocketRide protocol §4).
/// </summary>
internal static class SourceNotes
{
    private const string PublicKeyPlaceholder = "{public_auth}";
    private const string TokenPlaceholder = "{token}";

    public static string ReadyText(string provider) => provider switch
    {
        "chat" => "Chat ready - system is ready to accept questions",
        "dropper" => "Dropper ready - system is ready to process files",
        _ => "Webhook ready - system is ready to accept requests",
    };

    /// <summary>The notes as the engine sends them, with placeholders for the keys.</summary>
    public static JsonArray Raw(string provider) => Create(provider, PublicKeyPlaceholder, TokenPlaceholder);

    /// <summary>The notes as the status has them, with the keys.</summary>
    public static JsonArray Resolved(TaskIdentity identity) => Create(identity.Provider, identity.PublicToken, identity.Token);

    private static JsonArray Create(string provider, string publicKey, string token)
    {
        string title = provider switch { "chat" => "Chat", "dropper" => "Dropper", _ => "Webhook" };
        string path = provider switch { "chat" => "chat", "dropper" => "dropper", _ => "webhook" };
        var note = new JsonObject();
        if (provider is "chat" or "dropper")
        {
            note["button-text"] = provider == "chat" ? "Chat now" : "Drop now";
            note["button-link"] = $"{{host}}/{path}?auth={publicKey}";
        }

        note["url-text"] = $"{title} interface URL";
        note["url-link"] = $"{{host}}/{path}";
        note["auth-text"] = "Public Authorization Key";
        note["auth-key"] = publicKey;
        note["token-text"] = "Private Token";
        note["token-key"] = token;
        return new JsonArray(note);
    }
}
