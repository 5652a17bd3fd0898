using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>Changes to messages that faults make.</summary>
internal static class JsonMembers
{
    public static void Remove(JsonObject message, IEnumerable<string> members)
    {
        foreach (string member in members)
            message.Remove(member);
    }

    /// <summary>Puts a NaN at the path inside the message's body; objects on the way are made where they are missing.</summary>
    public static void PutNaN(JsonObject message, string path)
    {
        string[] names = ["body", .. path.Split('.')];
        JsonObject target = message;
        foreach (string name in names[..^1])
        {
            if (target[name] is not JsonObject next)
                target[name] = next = [];
            target = next;
        }
        target[names[^1]] = double.NaN;
    }
}
