using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Lets nothing pass but <c>auth</c> and public commands until a connection has logged in (RocketRide protocol §1.4).</summary>
internal sealed class AuthenticationGate(ClientConnection connection, ConnectionRegistry registry, UnauthenticatedSlots slots, KeyVerifier verifier)
{
    public const string LogInCommand = "auth";
    public const string LogOutCommand = "deauth";

    private const int AttemptLimit = 5;
    private int _attempts;

    public bool Admits(InboundMessage message) =>
        connection.Identity is not null
        || (message.IsRequest && message.CommandName is { } name
            && (name == LogInCommand || name.StartsWith("rrext_public_", StringComparison.Ordinal)));

    /// <summary>Logs in; the state has changed when this returns, whatever becomes of the reply.</summary>
    /// <exception cref="LoginRefusedException">The login fails and the connection is to be closed.</exception>
    /// <exception cref="CommandException">The login fails and the connection stays.</exception>
    public JsonObject LogIn(InboundMessage message)
    {
        try
        {
            if (++_attempts > AttemptLimit)
                throw new LoginRefusedException("Too many authentication attempts", 401);
            PythonArguments arguments = PythonArguments.FalsyAsEmpty(message.Arguments);
            ClientIdentity identity = verifier.Verify(Credential(arguments));
            connection.ClientName = arguments.GetText("clientName");
            connection.ClientVersion = arguments.GetText("clientVersion");
            Admit(identity);
            return ConnectResult.For(identity);
        }
        catch (LoginRefusedException refused)
        {
            registry.RaiseAuthenticationFailed(connection, refused.Message, refused.Code);
            throw;
        }
    }

    /// <summary>Logs out: the connection stays, takes a slot again and keeps its attempts.</summary>
    public void LogOut()
    {
        connection.Identity = null;
        slots.TakeAgain(connection.Address);
    }

    /// <summary>Frees the slot of a connection that is gone.</summary>
    public void Leave()
    {
        if (connection.Identity is null)
            slots.Free(connection.Address);
    }

    private void Admit(ClientIdentity identity)
    {
        if (connection.Identity is null)
            slots.Free(connection.Address);
        connection.Identity = identity;
        registry.RaiseAuthenticated(connection);
    }

    private static string Credential(PythonArguments arguments)
    {
        JsonNode? credential = arguments.Get("auth");
        if (credential is null)
            return "";
        return credential.GetValueKind() == JsonValueKind.String
            ? credential.GetValue<string>()
            : throw PythonArguments.NoAttribute(credential, "removeprefix", "server.py", 651);
    }
}
