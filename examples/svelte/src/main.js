import { mount } from "svelte";
import "order-ticket/element";
import Dashboard from "./Dashboard.svelte";
import "../../dashboard.css";

mount(Dashboard, { target: document.getElementById("dashboard") });
