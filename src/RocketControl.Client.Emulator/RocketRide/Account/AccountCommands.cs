using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Account;

/// <summary>
/// The account and app commands of an open-source server: none but those for its own environment (RocketRide protocol §3.10). Unlike the real
/// server this one shows the values of its environment to no task or public key.
/// </summary>
internal sealed class AccountCommands(ServerEnvironment environment)
{
    private static readonly string[] AccountOnly =
        ["rrext_account_keys", "rrext_account_org", "rrext_account_members", "rrext_account_teams", "rrext_account_billing"];

    private static readonly string[] AppOnly =
        ["rrext_app_developer", "rrext_app_submission", "rrext_app_catalog", "rrext_app_admin", "rrext_app_pricing"];

    public void Register(CommandTable table)
    {
        table.Add("rrext_account_me", MeAsync);
        foreach (string command in AccountOnly)
            table.Add(command, (_, _) => throw AccountNeedsSaas());
        foreach (string command in AppOnly)
            table.Add(command, (_, _) => throw new CommandException("App marketplace requires SaaS mode", "base.py", 213));
    }

    private Task<CommandReply> MeAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        PythonArguments arguments = PythonArguments.FalsyAsEmpty(request);
        JsonObject body = arguments.GetText("subcommand") switch
        {
            "env_keys" => Keys(),
            "get_env" => Get(Own(request)),
            "set_env" => Set(Own(request), arguments.Get("env")),
            _ => throw AccountNeedsSaas(),
        };
        return Task.FromResult(new CommandReply(body));
    }

    private ServerEnvironment Own(CommandRequest request) => TaskAccess.IdentityOf(request).Kind == ClientIdentityKind.ApiKey
        ? environment
        : throw new CommandException("Permission 'org.admin' denied", "task_conn.py", 386);

    private JsonObject Keys() =>
        new() { ["keys"] = new JsonArray([.. environment.Snapshot().Keys.Select(key => JsonValue.Create(key))]) };

    private static JsonObject Get(ServerEnvironment environment)
    {
        var variables = new JsonObject();
        foreach ((string name, string value) in environment.Snapshot())
            variables[name] = value;
        return new() { ["env"] = variables };
    }

    /// <summary>Replaces the whole set. The old one is gone before the new one is looked at.</summary>
    private static JsonObject Set(ServerEnvironment environment, JsonNode? env)
    {
        environment.Replace(new Dictionary<string, string>());
        if (PythonArguments.IsFalsy(env))
            return new() { ["updated"] = true };
        if (env is not JsonObject members)
            throw PythonArguments.NoAttribute(env, "items", "__init__.py", 402);

        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in members.Where(member => member.Key.StartsWith(ServerEnvironment.Prefix, StringComparison.Ordinal)))
        {
            if (value?.GetValueKind() != JsonValueKind.String)
                throw new CommandException($"str expected, not {PythonArguments.TypeName(value)}", "__init__.py", 410);
            variables[name] = value.GetValue<string>();
            environment.Replace(variables);
        }

        return new() { ["updated"] = true };
    }

    private static CommandException AccountNeedsSaas() => new("Account management requires SaaS mode", "__init__.py", 348);
}
