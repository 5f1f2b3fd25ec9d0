import { createApp } from "vue";
import "order-ticket/element";
import Dashboard from "./Dashboard.vue";
import "../../dashboard.css";

createApp(Dashboard).mount("#dashboard");
